// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { connect } from 'node:net';

export interface TinyServiceAnswer {
  readonly pid: number;
  readonly id: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What the tiny service at this port says about itself; undefined when there is none. */
export async function askService(port: number): Promise<TinyServiceAnswer | undefined> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  try {
    await once(socket, 'close');
    return JSON.parse(Buffer.concat(chunks).toString()) as TinyServiceAnswer;
  } catch {
    return undefined;
  }
}
