// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { identitySchema } from './identity-schema.js';
import { operationsSchema } from './operations-schema.js';
import { certificateFileSchema, privateKeyFileSchema } from './pem-file-schema.js';

const nameSchema = z.string().min(1).max(255);

const addressSchema = z.string().refine(isAddress, 'must be host:port');

const nodeSchema = z.strictObject({
  /** For messages and metrics. */
  name: nameSchema,
  /** `host:port` */
  address: addressSchema,
  tlsRootCerts: certificateFileSchema,
  /** TLS server name, where the certificate has another host than the address. */
  serverName: z.string().min(1).optional(),
  /** For nodes that require client certificates: both or none. */
  clientCertificate: certificateFileSchema.optional(),
  clientPrivateKey: privateKeyFileSchema.optional(),
  operations: operationsSchema.optional(),
});

const ordererAdminSchema = z.strictObject({
  /** `https://host:port` of the channel participation API. */
  url: z.url({ protocol: /^https$/, error: 'must be https://host:port' }),
  tlsRootCerts: certificateFileSchema,
  clientCertificate: certificateFileSchema,
  clientPrivateKey: privateKeyFileSchema,
});

/** Who the organization is and where its nodes are. Paths are absolute afterwards. */
export const organizationSectionSchema = z.strictObject({
  name: nameSchema,
  mspID: nameSchema,
  /** An admin of the organization. */
  identity: identitySchema,
  peers: uniquelyNamed(z.array(nodeSchema.superRefine(checkClient)).min(1, 'must have at least one peer')),
  /** Those with `admin` are the organization's own, which its agent joins to channels. */
  orderers: uniquelyNamed(
    z.array(nodeSchema.extend({ admin: ordererAdminSchema.optional() }).superRefine(checkClient)),
  ).default([]),
  /** Ordering nodes of anybody, to start from while no own peer is on a channel and can tell its ordering nodes. */
  ordering: z.array(nodeSchema.omit({ name: true, operations: true }).superRefine(checkClient)).default([]),
});

export type OrganizationSection = z.infer<typeof organizationSectionSchema>;

type ClientFiles = Pick<z.infer<typeof nodeSchema>, 'clientCertificate' | 'clientPrivateKey'>;

function checkClient({ clientCertificate, clientPrivateKey }: ClientFiles, context: z.RefinementCtx): void {
  if ((clientCertificate === undefined) !== (clientPrivateKey === undefined)) {
    const path = [clientCertificate === undefined ? 'clientCertificate' : 'clientPrivateKey'];
    context.addIssue({ code: 'custom', path, message: 'is missing, where the other of the two is there' });
  }
}

function isAddress(address: string): boolean {
  const [, port] = /^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})$/.exec(address) ?? [];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

function uniquelyNamed<T extends { readonly name: string }>(nodes: z.ZodType<T[]>) {
  return nodes.superRefine((list, context) => {
    list.forEach(({ name }, index) => {
      if (list.findIndex((other) => other.name === name) < index) {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `${name} is there already` });
      }
    });
  });
}
