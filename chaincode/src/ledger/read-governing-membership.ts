// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { channelMembership, type ChannelMembership, ContractError } from '../model/index.js';
import { ledgerKeys } from './ledger-key.js';

/**
 * The members of the ops-channel, for the constitution. No agent stands between a decision on it and its effect, so the
 * registry is not enough: the same members must be attested by more than half of those who decided last, or before the
 * first time of all that attest the ops-channel. An insider that claims to be the only member gets nowhere.
 *
 * @throws ContractError `UNKNOWN_CHANNEL`, `MEMBERSHIP_DISPUTED`
 */
export async function readGoverningMembership({
  ledger,
  opsChannel,
}: Pick<OpsContext, 'ledger' | 'opsChannel'>): Promise<ChannelMembership> {
  const attestations = await ledger.range(ledgerKeys.attestations(opsChannel));
  const membership = channelMembership(attestations);
  if (membership === undefined) {
    const text = `no membership of the ops-channel ${opsChannel} is attested by a majority of its members`;
    throw new ContractError({ code: 'UNKNOWN_CHANNEL', text });
  }
  const last = await ledger.get(ledgerKeys.amendment());
  const predecessors = last?.members ?? attestations.map(({ mspID }) => mspID);
  const agreeing = attestations.filter(
    ({ mspID, members }) => predecessors.includes(mspID) && members.join() === membership.members.join(),
  );
  if (2 * agreeing.length <= predecessors.length) {
    const those = agreeing.map(({ mspID }) => mspID).join(', ') || 'none';
    const text = `of ${predecessors.join(', ')} only these attest ${membership.members.join(', ')}: ${those}`;
    throw new ContractError({ code: 'MEMBERSHIP_DISPUTED', text });
  }
  return membership;
}
