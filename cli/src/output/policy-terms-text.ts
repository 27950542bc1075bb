// SPDX-License-Identifier: Apache-2.0

import { durationText } from './duration-text.js';
import { policyText } from './policy-text.js';

export interface PolicyTerms {
  readonly policy?: unknown;
  readonly votingSeconds?: number;
  readonly graceSeconds?: number;
}

/** The policy of a scope in a line; without one the majority decides. */
export function policyTermsText({ policy, votingSeconds, graceSeconds }: PolicyTerms): string {
  return [
    policy === undefined ? '(none)' : policyText(policy),
    ...(votingSeconds === undefined ? [] : [`votes for ${durationText(votingSeconds)}`]),
    ...(graceSeconds === undefined ? [] : [`grace of ${durationText(graceSeconds)}`]),
  ].join(', ');
}
