// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { certificateFileSchema, privateKeyFileSchema } from './pem-file-schema.js';

/** A node's operations endpoint, which tells its version. */
export const operationsSchema = z
  .strictObject({
    /** `http://host:port`, or `https://host:port` where the node serves it with TLS. */
    url: z.url({ protocol: /^https?$/, error: 'must be http://host:port or https://host:port' }),
    /** What the client trusts; the system's CAs if absent. */
    tlsRootCerts: certificateFileSchema.optional(),
    /** For nodes that ask for one. */
    clientCertificate: certificateFileSchema.optional(),
    clientPrivateKey: privateKeyFileSchema.optional(),
  })
  .superRefine(({ url, tlsRootCerts, clientCertificate, clientPrivateKey }, context) => {
    const needs = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if ((clientCertificate === undefined) !== (clientPrivateKey === undefined)) {
      needs(clientCertificate === undefined ? 'clientCertificate' : 'clientPrivateKey', 'is missing beside the other');
    }
    if (url.startsWith('http:') && (tlsRootCerts !== undefined || clientCertificate !== undefined)) {
      needs('url', 'must be https with certificates');
    }
  });

export type OperationsSection = z.infer<typeof operationsSchema>;
