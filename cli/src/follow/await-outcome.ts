// SPDX-License-Identifier: Apache-2.0

import type { ShownMotion } from '../api/proposal-schema.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { followMotion, type FollowMotionOptions } from './follow-motion.js';
import { outcomeOf, type Until } from './outcome-of.js';

export interface AwaitOutcomeOptions extends Omit<FollowMotionOptions, 'signal'> {
  readonly until: Until;
  /** Milliseconds; absent: for as long as it takes. */
  readonly timeout: number | undefined;
  /** Called with each look at it. */
  readonly onLook: (motion: ShownMotion) => void;
}

/** Follows a proposal or ballot until it has come to its end. */
export async function awaitOutcome(options: AwaitOutcomeOptions): Promise<ExitCode> {
  const { until, timeout, onLook, ...following } = options;
  const signal = timeout === undefined ? new AbortController().signal : AbortSignal.timeout(timeout);
  for await (const motion of followMotion({ ...following, signal })) {
    onLook(motion);
    const outcome = outcomeOf({ motion, resource: following.resource, until });
    if (outcome !== undefined) {
      return outcome;
    }
  }
  return exitCodes.timedOut;
}
