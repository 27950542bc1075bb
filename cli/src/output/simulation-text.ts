// SPDX-License-Identifier: Apache-2.0

import type { Simulation } from '../governance/simulate.js';
import type { Colours } from './colours-for.js';
import { details } from './details.js';
import { policyText } from './policy-text.js';

/** What votes would come to, for a person. */
export function simulationText(simulation: Simulation, colours: Colours): string {
  const { policy, scope, unanimousInstead, channelID, members, agreed, disagreed, result, pending } = simulation;
  const { toApprove, toReject, minimalApprovals, minimalBlocks } = simulation;
  return details(
    `${policyText(policy)}: ${result}`,
    [
      ['from', scope],
      ['note', unanimousInstead ? 'asks for more than all members could give: they decide unanimously' : undefined],
      ['members', `${list(members)} (${channelID})`],
      ['in favour', list(agreed)],
      ['against', list(disagreed)],
      ['not voted', list(pending)],
      ['still to approve', result === 'open' ? sets(toApprove) : undefined],
      ['still to reject', result === 'open' ? sets(toReject) : undefined],
      ['can approve', sets(minimalApprovals)],
      ['can block', sets(minimalBlocks)],
    ],
    colours,
  );
}

function list(organizations: readonly string[]): string {
  return organizations.join(', ') || 'nobody';
}

/** Undefined where the server has not computed them. */
function sets(minimal: readonly (readonly string[])[] | undefined): string | undefined {
  return minimal === undefined ? undefined : minimal.map((set) => set.join(' and ')).join(', or ') || 'nobody';
}
