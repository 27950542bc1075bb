// SPDX-License-Identifier: Apache-2.0

import type { Endpoint } from '../endpoint.js';

/** What connections to an endpoint are made with: others when its certificates have been renewed. */
export function tlsParts({ tlsRootCerts, clientCertificate }: Endpoint): readonly unknown[] {
  return [tlsRootCerts, clientCertificate?.certificate, clientCertificate?.privateKey];
}
