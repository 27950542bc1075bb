// SPDX-License-Identifier: Apache-2.0

import { connect } from 'node:tls';

/**
 * Whether a server on loopback answers a TLS handshake: Fabric's nodes accept TCP connections some time before they
 * serve. Who it is does not matter here, so its certificate is not checked and nothing is sent.
 */
export function answersTls(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({
      ...{ port, host: '127.0.0.1', servername: 'localhost' },
      ALPNProtocols: ['h2', 'http/1.1'],
      rejectUnauthorized: false,
      timeout: 2000,
    });
    const failed = () => {
      socket.destroy();
      resolve(false);
    };
    socket.once('secureConnect', () => {
      // Closed in order: the node would log a broken handshake as an error.
      socket.end(() => {
        resolve(true);
      });
    });
    socket.once('error', failed);
    socket.once('timeout', failed);
  });
}
