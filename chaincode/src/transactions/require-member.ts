// SPDX-License-Identifier: Apache-2.0

import { ContractError, type Electorate } from '../model/index.js';

/** @throws ContractError `NOT_A_MEMBER` */
export function requireMember({ members }: Pick<Electorate, 'members'>, mspID: string): void {
  if (!members.includes(mspID)) {
    throw new ContractError({ code: 'NOT_A_MEMBER', text: `${mspID} is not a member of the channel concerned` });
  }
}
