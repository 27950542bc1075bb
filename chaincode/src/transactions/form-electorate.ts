// SPDX-License-Identifier: Apache-2.0

import type { FactLedger } from '../ledger/fact-ledger.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import {
  channelMembership,
  ContractError,
  type Electorate,
  type Policy,
  policyOrganizations,
  satisfies,
} from '../model/index.js';

export interface ElectorateOptions {
  readonly channelID: string;
  /** Asked for on top of the majority. */
  readonly policy?: Policy;
}

/**
 * The members that the registry has for the channel now, deciding by majority and by the policy asked for.
 *
 * @throws ContractError `UNKNOWN_CHANNEL`, or `INVALID_ARGUMENT` for a policy that these members cannot satisfy
 */
export async function formElectorate(ledger: FactLedger, options: ElectorateOptions): Promise<Electorate> {
  const { channelID } = options;
  const membership = channelMembership(await ledger.range(ledgerKeys.attestations(channelID)));
  if (membership === undefined) {
    throw new ContractError({
      code: 'UNKNOWN_CHANNEL',
      text: `no membership of channel ${channelID} is attested by a majority of its members`,
    });
  }
  const policy = strictest(options.policy);
  requireSatisfiable(policy, membership.members);
  return { ...membership, policy };
}

function strictest(policy: Policy | undefined): Policy {
  const majority: Policy = { type: 'majority' };
  return policy === undefined ? majority : { type: 'and', rules: [majority, policy] };
}

function requireSatisfiable(policy: Policy, members: readonly string[]): void {
  const stranger = policyOrganizations(policy).find((mspID) => !members.includes(mspID));
  if (stranger !== undefined) {
    throw refusal(`names ${stranger}, which is not a member of the channel`);
  }
  if (!satisfies(policy, members, new Set(members))) {
    throw refusal('could not be satisfied by all members together');
  }
}

function refusal(text: string): ContractError {
  return new ContractError({ code: 'INVALID_ARGUMENT', field: 'policy', text });
}
