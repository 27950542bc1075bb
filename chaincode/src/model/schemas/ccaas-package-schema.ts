// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { CcaasConnection } from '../proposal.js';
import { labelSchema } from './fabric-name-schemas.js';
import { sha256Schema } from './text-schemas.js';

const pemSchema = z.string().max(20_000, 'must have at most 20000 characters');

const connectionSchema = z.strictObject({
  address: z.string().min(1, 'must not be empty').max(500, 'must have at most 500 characters'),
  dial_timeout: z
    .string()
    .max(100, 'must have at most 100 characters')
    .regex(/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$|\{\{.+\}\}/, 'must be a duration such as 10s')
    .default('10s'),
  tls_required: z.boolean('must be true or false').default(false),
  client_auth_required: z.boolean('must be true or false').exactOptional(),
  root_cert: pemSchema.exactOptional(),
  client_key: pemSchema.exactOptional(),
  client_cert: pemSchema.exactOptional(),
}) satisfies z.ZodType<CcaasConnection>;

const digestsSchema = z
  .strictObject({ image: sha256Schema.exactOptional(), source: sha256Schema.exactOptional() })
  .refine(({ image, source }) => image !== undefined || source !== undefined, 'must have an image or a source digest');

/** The package of a chaincode that runs as a service; the label may be left out, see `deployChaincodeSchema`. */
export const ccaasPackageSchema = z.strictObject({
  type: z.literal('ccaas', 'must be ccaas'),
  label: labelSchema.exactOptional(),
  connection: connectionSchema,
  digest: digestsSchema.exactOptional(),
});
