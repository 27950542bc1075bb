// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '../api/api-client.js';
import { isPassing } from '../api/is-passing.js';
import type { CliTiming } from '../cli-context.js';
import { type OpsChange, opsChangeSchema } from './ops-change.js';
import { parseEventStream, type ServerSentEvent } from './parse-event-stream.js';

export interface FollowChangesOptions {
  readonly client: ApiClient;
  readonly timing: Pick<CliTiming, 'poll' | 'reconnect'>;
  readonly signal: AbortSignal;
  /** Called with why there are no events now, and with undefined when they come. */
  readonly onTrouble?: (problem: string | undefined) => void;
}

/**
 * The changes on the ops-channel as they come. A stream that breaks is opened again after the last change that was seen,
 * so none is missed. Ends with the signal.
 *
 * @throws CliError when the first stream cannot be opened, and for a refusal that waiting does not help
 */
export async function* followChanges(options: FollowChangesOptions): AsyncGenerator<OpsChange, void, undefined> {
  const { client, timing, signal, onTrouble = () => undefined } = options;
  let opened = false;
  let seen: string | undefined;
  let wait = timing.reconnect;
  while (!signal.aborted) {
    const stream = await open(() => client.events(seen, signal), { signal, patient: opened, onTrouble });
    opened = true;
    if (stream !== undefined) {
      onTrouble(undefined);
      for await (const { id, data } of untilBroken(stream)) {
        wait = timing.reconnect;
        seen = id ?? seen;
        const change = parseChange(data);
        if (change !== undefined) {
          yield change;
        }
      }
    }
    await delay(wait, undefined, { signal }).catch(() => undefined);
    wait = Math.min(wait * 2, timing.poll);
  }
}

interface Patience {
  readonly signal: AbortSignal;
  /** Whether what passes is waited for. */
  readonly patient: boolean;
  readonly onTrouble: (problem: string) => void;
}

async function open(
  connect: () => Promise<AsyncIterable<string>>,
  { signal, patient, onTrouble }: Patience,
): Promise<AsyncIterable<string> | undefined> {
  try {
    return await connect();
  } catch (error) {
    if (!signal.aborted && !(patient && isPassing(error))) {
      throw error;
    }
    onTrouble(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** However a stream ends, the next one goes on where it stopped. */
async function* untilBroken(stream: AsyncIterable<string>): AsyncGenerator<ServerSentEvent, void, undefined> {
  const events = parseEventStream(stream);
  for (;;) {
    const event = await events.next().catch(() => undefined);
    if (event === undefined || event.done === true) {
      return;
    }
    yield event.value;
  }
}

/** A server of another version may tell of changes in another form. */
function parseChange(data: string): OpsChange | undefined {
  try {
    return opsChangeSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
