// SPDX-License-Identifier: Apache-2.0

import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { authenticationProblem } from '../authentication-problem.js';

/**
 * The certificate that the client of a connection has shown and proved to hold; undefined when it has shown none.
 *
 * @param stale connections that were made before the trusted CAs or their revocation lists changed
 * @throws ApiProblem `UNAUTHENTICATED` when none of the trusted CAs stands behind it, or the connection is stale
 */
export function clientCertificate(socket: Socket, stale: WeakSet<Socket>): X509Certificate | undefined {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (!(socket instanceof TLSSocket) || certificate === undefined) {
    return undefined;
  }
  if (!socket.authorized) {
    throw authenticationProblem('The client certificate is not of a CA that is trusted here, or is revoked.', true);
  }
  if (stale.has(socket)) {
    throw authenticationProblem('What is trusted has changed since this connection was made: connect again.', true);
  }
  return certificate;
}
