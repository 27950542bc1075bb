// SPDX-License-Identifier: Apache-2.0

import { ledgerKeys } from '../ledger/ledger-key.js';
import { readMembership } from '../ledger/read-membership.js';
import { ContractError, type CreateChannel } from '../model/index.js';
import type { Kind } from './kind.js';

/**
 * Create a channel among members of the ops-channel: they decide. It holds the channel's name until it is carried out,
 * and once the channel is attested the name is taken for good.
 */
export const createChannel: Kind<CreateChannel> = {
  validate: () => undefined,

  async membership({ channelID, organizations }, { ledger, opsChannel }) {
    const attestations = await ledger.range(ledgerKeys.attestations(channelID));
    if (attestations.length > 0) {
      const text = `channel ${channelID} is there already: ${attestations.map(({ mspID }) => mspID).join(', ')} attest it`;
      throw new ContractError({ code: 'CHANNEL_EXISTS', text });
    }
    const consortium = await readMembership(ledger, opsChannel);
    if (consortium === undefined) {
      const text = `no membership of the ops-channel ${opsChannel} is attested by a majority of its members`;
      throw new ContractError({ code: 'UNKNOWN_CHANNEL', text });
    }
    requireConsortium(organizations, consortium.members);
    return { members: organizations, configSequence: consortium.configSequence };
  },

  target: {
    key: ({ channelID }) => ledgerKeys.creation(channelID),
    isHeldAt: (status) => status === 'proposed' || status === 'approved' || status === 'acknowledged',
  },
};

/** Others could neither vote nor sign for the agents that carry it out. */
function requireConsortium(organizations: readonly string[], members: readonly string[]): void {
  const index = organizations.findIndex((mspID) => !members.includes(mspID));
  if (index >= 0) {
    throw new ContractError({
      code: 'INVALID_ARGUMENT',
      field: 'body.organizations',
      text: `names ${organizations[index] ?? ''}, which is not a member of the ops-channel`,
    });
  }
}
