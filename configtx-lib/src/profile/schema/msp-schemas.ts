// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { MspProfile } from '../../channel-profile.js';
import { certificateSchema } from './certificate-schema.js';
import { mspIDSchema } from './name-schema.js';
import { revocationListSchema } from './revocation-list-schema.js';

export const certificatesSchema = z.array(certificateSchema);
export const revocationListsSchema = z.array(revocationListSchema);

const ouIdentifierSchema = z.strictObject({
  organizationalUnitIdentifier: z.string().min(1, 'must not be empty'),
  certificate: certificateSchema.exactOptional(),
});

export const nodeOUsSchema = z.union([
  z.boolean(),
  z.strictObject({
    clientOUIdentifier: ouIdentifierSchema.exactOptional(),
    peerOUIdentifier: ouIdentifierSchema.exactOptional(),
    adminOUIdentifier: ouIdentifierSchema.exactOptional(),
    ordererOUIdentifier: ouIdentifierSchema.exactOptional(),
  }),
]);

export const mspSchema: z.ZodType<MspProfile> = z.strictObject({
  mspID: mspIDSchema,
  rootCerts: certificatesSchema.min(1, 'an MSP needs a root CA'),
  intermediateCerts: certificatesSchema.exactOptional(),
  admins: certificatesSchema.exactOptional(),
  revocationList: revocationListsSchema.exactOptional(),
  tlsRootCerts: certificatesSchema,
  tlsIntermediateCerts: certificatesSchema.exactOptional(),
  nodeOUs: nodeOUsSchema.exactOptional(),
  organizationalUnitIdentifiers: z.array(ouIdentifierSchema).exactOptional(),
});
