// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { curveOf } from '../identity/low-s.js';
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
  identity: z
    .strictObject({ certificate: certificateFileSchema, privateKey: privateKeyFileSchema })
    .superRefine(checkIdentity),
  peers: uniquelyNamed(z.array(nodeSchema).min(1, 'must have at least one peer')),
  /** Those with `admin` are the organization's own, which its agent joins to channels. */
  orderers: uniquelyNamed(z.array(nodeSchema.extend({ admin: ordererAdminSchema.optional() }))).default([]),
  /** Ordering nodes of anybody, to start from while no own peer is on a channel and can tell its ordering nodes. */
  ordering: z.array(nodeSchema.omit({ name: true, operations: true })).default([]),
});

export type OrganizationSection = z.infer<typeof organizationSectionSchema>;

interface IdentityFiles {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Files that cannot be read or parsed have a problem of their own already. */
function checkIdentity(files: IdentityFiles, context: z.RefinementCtx): void {
  try {
    const privateKey = createPrivateKey(readFileSync(files.privateKey));
    const certificate = new X509Certificate(readFileSync(files.certificate));
    if (curveOf(privateKey) === undefined) {
      context.addIssue({ code: 'custom', path: ['privateKey'], message: 'is not ECDSA on P-256 or P-384' });
    } else if (!certificate.checkPrivateKey(privateKey)) {
      context.addIssue({ code: 'custom', path: ['privateKey'], message: "is not the certificate's" });
    }
  } catch {
    return;
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
