// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ApiClient } from '../api/api-client.js';
import { ApiError } from '../api/api-error.js';

const definitionSchema = z.looseObject({ sequence: z.string().regex(/^\d+$/).transform(Number), version: z.string() });

/** What the organization's own peers have committed of a chaincode; undefined: nothing. */
export async function committedDefinition(
  client: ApiClient,
  target: { readonly channelID: string; readonly chaincodeName: string },
): Promise<{ readonly sequence: number; readonly version: string } | undefined> {
  const { channelID, chaincodeName } = target;
  try {
    return await client.get('/chaincode/queryChaincodeDefinition', definitionSchema, { channelID, chaincodeName });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'CHAINCODE_NOT_DEFINED') {
      return undefined;
    }
    throw error;
  }
}
