// SPDX-License-Identifier: Apache-2.0

import { connect } from 'node:net';

export interface ProbeOptions {
  /** `host:port` */
  readonly address: string;
  readonly timeoutMs: number;
}

/** Undefined when something takes connections at the address, else why not. */
export function probe({ address, timeoutMs }: ProbeOptions): Promise<string | undefined> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(address.slice(colon + 1)) });
    const end = (reason: string | undefined): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(timeoutMs, () => {
      end(`no answer within ${timeoutMs} ms`);
    });
    socket.once('connect', () => {
      end(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(error.code ?? error.message);
    });
  });
}
