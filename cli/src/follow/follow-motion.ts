// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import { isPassing } from '../api/is-passing.js';
import type { ShownMotion } from '../api/proposal-schema.js';
import type { CliTiming } from '../cli-context.js';
import { readMotion } from '../resources/find-motion.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { followChanges } from './follow-changes.js';
import type { OpsChange } from './ops-change.js';
import { Wakeup } from './wakeup.js';

export interface FollowMotionOptions {
  readonly client: ApiClient;
  readonly id: string;
  readonly resource: ProposalResource;
  readonly timing: Pick<CliTiming, 'poll' | 'reconnect'>;
  readonly signal: AbortSignal;
  /** Called with why the proposal cannot be looked at now; it goes on all the same. */
  readonly onTrouble?: (problem: string) => void;
}

/**
 * A proposal or ballot as it is now and after each change, until the signal. Events only wake it up: without them, or
 * when a deadline passes without one, it is looked at every `poll` milliseconds.
 *
 * @throws CliError for a refusal that waiting does not help
 */
export async function* followMotion(options: FollowMotionOptions): AsyncGenerator<ShownMotion, void, undefined> {
  const { client, id, resource, timing, signal, onTrouble = () => undefined } = options;
  const done = new AbortController();
  const ended = AbortSignal.any([signal, done.signal]);
  const wakeup = new Wakeup();
  const listening = listen({ client, id, timing, signal: ended, wakeup });
  try {
    while (!signal.aborted) {
      try {
        yield await readMotion(client, id, resource);
      } catch (error) {
        if (!isPassing(error)) {
          throw error;
        }
        onTrouble(error instanceof Error ? error.message : String(error));
      }
      await wakeup.rest(timing.poll, ended);
    }
  } finally {
    done.abort();
    await listening;
  }
}

interface ListenOptions {
  readonly client: ApiClient;
  readonly id: string;
  readonly timing: Pick<CliTiming, 'poll' | 'reconnect'>;
  readonly signal: AbortSignal;
  readonly wakeup: Wakeup;
}

async function listen({ client, id, timing, signal, wakeup }: ListenOptions): Promise<void> {
  try {
    for await (const change of followChanges({
      client,
      timing,
      signal,
      onTrouble: () => {
        wakeup.wake();
      },
    })) {
      if (concerns(change, id)) {
        wakeup.wake();
      }
    }
  } catch {
    // Too many streams are open, for instance: looking every now and then does, and tells what is wrong with it.
  }
}

/** Votes on a part of a ballot are under the ballot's ID, what was done about it under its own, `BALLOT.1`. */
function concerns({ proposalID }: OpsChange, id: string): boolean {
  return (
    proposalID !== undefined &&
    (proposalID === id || id.startsWith(`${proposalID}.`) || proposalID.startsWith(`${id}.`))
  );
}
