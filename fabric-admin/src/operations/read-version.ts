// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { OperationsEndpoint } from '../endpoint.js';
import { FabricError } from '../errors/fabric-error.js';
import { httpsRequest } from '../participation/https-request.js';
import { defaultTimeouts } from '../transport/default-timeouts.js';

export interface ReadVersionOptions {
  readonly endpoint: OperationsEndpoint;
  /** Milliseconds for the answer; default 30,000. */
  readonly timeoutMs?: number;
}

/** As `metadata.Version` stands in the answer of Fabric's operations endpoint (core/operations, `/version`). */
const versionSchema = z.looseObject({ Version: z.string().min(1).max(64) });

/**
 * The version that a peer or orderer says it has, for instance `v3.1.1`.
 *
 * @throws {@link FabricError} `UNAVAILABLE`, `TIMEOUT`; `INVALID_ANSWER` for one that tells no version
 */
export async function readVersion({ endpoint, timeoutMs = defaultTimeouts.call }: ReadVersionOptions): Promise<string> {
  const { status, body } = await httpsRequest({ endpoint, method: 'GET', path: '/version', timeoutMs });
  const parsed = status === 200 ? versionSchema.safeParse(parseJson(body)) : undefined;
  if (parsed?.success !== true) {
    const { name, url } = endpoint;
    const message = `tells no version (HTTP ${status})`;
    throw new FabricError({
      code: 'INVALID_ANSWER',
      message: `${name} (${url}): ${message}`,
      details: [{ address: new URL(url).host, mspID: '', message }],
    });
  }
  return parsed.data.Version;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
