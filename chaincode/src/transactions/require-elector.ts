// SPDX-License-Identifier: Apache-2.0

import { ContractError, type Proposal } from '../model/index.js';

/**
 * Refuses organizations that decide on none of these proposals.
 *
 * @throws ContractError `NOT_A_MEMBER`
 */
export function requireElector(parts: readonly Pick<Proposal, 'body' | 'electorate'>[], mspID: string): void {
  if (!parts.some(({ electorate }) => electorate.members.includes(mspID))) {
    const channels = parts.map(({ body }) => body.channelID).join(', ');
    const text = `${mspID} is not among the organizations that decide on ${channels}`;
    throw new ContractError({ code: 'NOT_A_MEMBER', text });
  }
}
