// SPDX-License-Identifier: Apache-2.0

import { type Client, connectivityState } from '@grpc/grpc-js';
import type { Endpoint } from '../endpoint.js';
import { FabricError } from '../errors/fabric-error.js';

export interface EnsureConnectedOptions {
  readonly client: Client;
  readonly endpoint: Endpoint;
  readonly timeoutMs: number;
}

/**
 * Resolves when the next call will be answered or fail at once: connected, or refused (the call then says why). A host
 * that swallows packets costs the time given here, not the deadline of a call.
 *
 * @throws {@link FabricError} with code `UNAVAILABLE` when there is neither within the time.
 */
export async function ensureConnected({ client, endpoint, timeoutMs }: EnsureConnectedOptions): Promise<void> {
  const channel = client.getChannel();
  const deadline = Date.now() + timeoutMs;
  let state = channel.getConnectivityState(true);
  while (state === connectivityState.IDLE || state === connectivityState.CONNECTING) {
    const seen = state;
    const changed = await new Promise<boolean>((resolve) => {
      channel.watchConnectivityState(seen, deadline, (error) => {
        resolve(error === undefined);
      });
    });
    if (!changed) {
      const message = `no connection within ${timeoutMs} ms`;
      throw new FabricError({
        code: 'UNAVAILABLE',
        message: `${endpoint.name} (${endpoint.address}): ${message}`,
        details: [{ address: endpoint.address, mspID: '', message }],
      });
    }
    state = channel.getConnectivityState(true);
  }
}
