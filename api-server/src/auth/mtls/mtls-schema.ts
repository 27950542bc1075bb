// SPDX-License-Identifier: Apache-2.0

import { certificateFileSchema, configPathSchema } from '@opssc/fabric-admin';
import { z } from 'zod';
import { rolesSchema } from '../role.js';

/** Client certificates: which are taken, and what roles they give. */
export const mtlsSchema = z.strictObject({
  /** CAs of the organization's own; no other is trusted. */
  ca: z.array(certificateFileSchema).min(1, 'must have a CA'),
  /** Revocation lists in PEM. Once there is one, every CA of a chain must have one. */
  crl: z.array(configPathSchema).exactOptional(),
  roles: z
    .strictObject({
      /** An attribute that the Fabric CA puts into certificates: one role, or several with commas between. */
      attribute: z.string().min(1, 'must not be empty').default('opssc.role'),
      /** By subject as RFC 2253 writes it: `CN=alice,OU=client,O=Org1`. */
      subjects: z.record(z.string(), rolesSchema).default({}),
    })
    .prefault({}),
});

export type MtlsSection = Readonly<z.output<typeof mtlsSchema>>;
