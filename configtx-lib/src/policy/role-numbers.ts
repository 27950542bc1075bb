// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';

/** Fabric's numbers for the roles of identities. */
export const roleNumbers = {
  member: msp.MSPRole.MSPRoleType.MEMBER,
  admin: msp.MSPRole.MSPRoleType.ADMIN,
  client: msp.MSPRole.MSPRoleType.CLIENT,
  peer: msp.MSPRole.MSPRoleType.PEER,
  orderer: msp.MSPRole.MSPRoleType.ORDERER,
} as const;

export type RoleName = keyof typeof roleNumbers;

/** Undefined for a number that Fabric has given to no role. */
export function roleName(number: number): RoleName | undefined {
  return names.get(number);
}

const names: ReadonlyMap<number, RoleName> = new Map(
  (['member', 'admin', 'client', 'peer', 'orderer'] as const).map((name) => [roleNumbers[name], name]),
);
