// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { OpsChange } from './ops-change.js';

export interface SendEventsOptions {
  readonly response: ServerResponse;
  readonly changes: AsyncIterable<OpsChange>;
  /** Milliseconds between comments that keep the connection open through proxies. */
  readonly heartbeatMs: number;
  readonly signal: AbortSignal;
}

/** Milliseconds after which a client connects again. */
const RETRY_MS = 2_000;

/**
 * Sends changes as server-sent events, no faster than the client reads them, and ends the response with them. A client
 * that comes back with `Last-Event-ID` misses nothing.
 */
export async function sendEvents({ response, changes, heartbeatMs, signal }: SendEventsOptions): Promise<void> {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // Nginx would hold events back.
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${RETRY_MS}\n\n`);
  const heartbeat = setInterval(() => {
    response.write(': still here\n\n');
  }, heartbeatMs);
  try {
    for await (const change of changes) {
      const text = `id: ${change.id}\nevent: ${change.type}\ndata: ${JSON.stringify(change)}\n\n`;
      if (!response.write(text)) {
        await once(response, 'drain', { signal });
      }
    }
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}
