// SPDX-License-Identifier: Apache-2.0

import { mspIDSchema, resourceBookmarkSchema, resourceIDSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

const id = resourceIDSchema.meta({ description: 'Chosen by whoever created it.' });

export const organizationParams = z.strictObject({ mspID: mspIDSchema });

/** Of a consortium, or of an environment. */
export const resourceParams = z.strictObject({ id });

export const membershipParams = z.strictObject({ id, mspID: mspIDSchema });

/** Of a node or a credential in an environment. */
export const childParams = z.strictObject({ id, name: resourceIDSchema });

/** Pages of a list or a history. */
export const pageQuery = z.strictObject({
  pageSize: z
    .string()
    .regex(/^[1-9][0-9]?$|^100$/, 'must be 1 to 100')
    .transform(Number)
    .exactOptional()
    .meta({ description: '1 to 100; 50 if absent.' }),
  bookmark: resourceBookmarkSchema.exactOptional().meta({ description: 'From the `X-Bookmark` header of a page.' }),
});
