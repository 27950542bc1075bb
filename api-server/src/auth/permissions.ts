// SPDX-License-Identifier: Apache-2.0

import type { Caller } from './caller.js';
import type { Role } from './role.js';

/** Roles of which a caller needs one, or `anyone`: without credentials, and without a limit. */
export type Permission = readonly Role[] | 'anyone';

const readers: readonly Role[] = ['viewer', 'proposer', 'voter', 'admin'];
const proposers: readonly Role[] = ['proposer', 'admin'];
const admins: readonly Role[] = ['admin'];

/** Who casts the organization's vote; also who casts it with a proposal. */
export const voters: readonly Role[] = ['voter', 'admin'];

/** Who may use which route, by its `operationID`. What is not here is for nobody. */
export const permissions: Readonly<Record<string, Permission>> = {
  listChaincodeProposals: readers,
  getChaincodeProposal: readers,
  proposeChaincode: proposers,
  getChaincodeProposalHistories: readers,
  voteOnChaincodeProposal: voters,
  withdrawChaincodeProposal: proposers,

  getInstalledChaincodes: readers,
  queryChaincodeDefinition: readers,
  queryChaincodeDefinitions: readers,

  getChannels: readers,
  getChannel: readers,
  getSystemConfigBlock: readers,
  listChannelProposals: readers,
  getChannelProposal: readers,
  proposeChannels: proposers,
  proposeChannelsUnderNewID: proposers,
  getChannelProposalHistories: readers,
  voteOnChannelProposal: voters,
  withdrawChannelProposal: proposers,
  previewChannelProposal: readers,
  previewChannels: readers,

  listStateProposals: readers,
  getStateProposal: readers,
  proposeState: proposers,
  getStateProposalHistories: readers,
  voteOnStateProposal: voters,
  withdrawStateProposal: proposers,

  followEvents: readers,
  getOrganization: readers,
  getAuditLog: admins,
  getVersion: readers,
  getMetrics: readers,

  getHealth: 'anyone',
  getReadiness: 'anyone',
  getOpenapi: 'anyone',
  getDocs: 'anyone',
  getDocsStyle: 'anyone',
};

const nobody: Permission = [];

export function permissionOf(operationID: string): Permission {
  return permissions[operationID] ?? nobody;
}

/** Whether a route is for everyone, known or not. */
export function isOpen(operationID: string): boolean {
  return permissionOf(operationID) === 'anyone';
}

/** Whether a caller who is known may use a route. */
export function isPermitted({ roles }: Pick<Caller, 'roles'>, operationID: string): boolean {
  const permission = permissionOf(operationID);
  return permission === 'anyone' || permission.some((role) => roles.has(role));
}
