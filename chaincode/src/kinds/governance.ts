// SPDX-License-Identifier: Apache-2.0

import { ledgerKeys } from '../ledger/ledger-key.js';
import { readGoverningMembership } from '../ledger/read-governing-membership.js';
import {
  ContractError,
  type Governance,
  type PolicyChange,
  type PolicyEntry,
  policyOrganizations,
  satisfies,
} from '../model/index.js';
import type { Kind } from './kind.js';

/**
 * Change the constitution: the members of the ops-channel decide, by the policy of the scope `governance`. At most one is
 * open, so that whatever is enacted was decided by the policy that was in force until then.
 */
export const governance: Kind<Governance> = {
  validate({ changes }, { electorate }) {
    changes.forEach((change, index) => {
      requireDecidable(change, index, electorate.members);
    });
  },

  async membership({ channelID }, context) {
    if (channelID !== context.opsChannel) {
      const text = `must be ${context.opsChannel}, whose members decide on the constitution`;
      throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'body.channelID', text });
    }
    return readGoverningMembership(context);
  },

  target: {
    key: () => ledgerKeys.openAmendment(),
    isHeldAt: (status) => status === 'proposed' || status === 'approved' || status === 'acknowledged',
  },

  async enact({ id, body, electorate }, { ledger, time }) {
    for (const change of body.changes) {
      await ledger.put(ledgerKeys.policy(change.scope), entryOf(change, id, time));
    }
    const { members } = electorate;
    await ledger.put(ledgerKeys.amendment(), { proposalID: id, members, time: time.toISOString() });
  },
};

/** A name that is mistyped, or a count that is too high, would leave its scope to unanimity. */
function requireDecidable({ scope, policy }: PolicyChange, index: number, members: readonly string[]): void {
  if (policy === undefined) {
    return;
  }
  const refuse = (text: string) =>
    new ContractError({ code: 'INVALID_ARGUMENT', field: `body.changes[${index}].policy`, text });
  const stranger = policyOrganizations(policy).find((mspID) => !members.includes(mspID));
  if (stranger !== undefined) {
    throw refuse(`names ${stranger}, which is not a member of the ops-channel`);
  }
  if (scope === 'governance' && !satisfies(policy, members, new Set(members))) {
    throw refuse('could not be satisfied by all members of the ops-channel together');
  }
}

function entryOf({ scope, policy, votingSeconds, graceSeconds }: PolicyChange, id: string, time: Date): PolicyEntry {
  const terms = policy && {
    policy,
    ...(votingSeconds !== undefined && { votingSeconds }),
    ...(graceSeconds !== undefined && { graceSeconds }),
  };
  return { scope, ...(terms && { terms }), proposalID: id, time: time.toISOString() };
}
