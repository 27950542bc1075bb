// SPDX-License-Identifier: Apache-2.0

import { createHash, X509Certificate } from 'node:crypto';
import type { Endpoint } from '../endpoint.js';

/**
 * SHA-256 of the TLS client certificate, which nodes that require client certificates compare with the connection
 * (common/crypto, `BindingInspector`). Undefined: no mutual TLS.
 */
export function tlsCertificateHash({ clientCertificate }: Endpoint): Uint8Array | undefined {
  return clientCertificate === undefined
    ? undefined
    : createHash('sha256').update(new X509Certificate(clientCertificate.certificate).raw).digest();
}
