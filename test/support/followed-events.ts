// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';

export interface FollowedEventsOptions {
  /** Of the API server. */
  readonly url: string;
  readonly token?: string;
  /** PEM; for `https`. */
  readonly tls?: { readonly ca: string; readonly cert: string; readonly key: string };
}

/** An event stream that a client holds open. */
export interface FollowedEvents {
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  isOpen(): boolean;
  close(): void;
}

/** Opens the stream of events; resolves when the server has let the client in. */
export async function followEvents({ url, token, tls }: FollowedEventsOptions): Promise<FollowedEvents> {
  const agent = tls && new Agent(tls);
  const call = (tls === undefined ? plainRequest : request)(`${url}/api/v1/events`, {
    ...(agent && { agent }),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  call.end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) {
    call.destroy();
    throw new Error(`the stream was refused with ${String(response.statusCode)}`);
  }
  // The server ends it by closing the connection, which is an error to a client that waits for more.
  response.on('error', () => undefined);
  response.resume();
  return {
    ended: once(response, 'close').then(() => agent?.destroy()),
    isOpen: () => !response.closed,
    close: () => {
      call.destroy();
    },
  };
}
