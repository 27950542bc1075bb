// SPDX-License-Identifier: Apache-2.0

import type { Constitution } from '../governance/read-constitution.js';
import type { Colours } from './colours-for.js';
import { durationText } from './duration-text.js';
import { policyText } from './policy-text.js';
import { table } from './table.js';

/** The constitution for a person. */
export function policiesText({ policies }: Constitution, { dim }: Colours): string {
  if (policies.length === 0) {
    return 'no policies: the majority decides everything, within 7 days\n';
  }
  const seconds = (value: number | undefined): string => (value === undefined ? '-' : durationText(value));
  return table({
    headings: ['SCOPE', 'POLICY', 'VOTES', 'GRACE', 'DECIDED BY', 'SINCE'],
    rows: policies.map(({ scope, policy, votingSeconds, graceSeconds, proposalID, time }) => [
      scope,
      policyText(policy),
      seconds(votingSeconds),
      seconds(graceSeconds),
      proposalID,
      time.replace(/\.\d+Z$/, 'Z'),
    ]),
    dim,
  });
}
