// SPDX-License-Identifier: Apache-2.0

import type { Caller } from './caller.js';
import type { Role } from './role.js';

/**
 * Roles of which a caller needs one; `anyone`: without credentials, and without a limit; `applications`: only those, with
 * their own credentials.
 */
export type Permission = readonly Role[] | 'anyone' | 'applications';

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

  listGovernanceProposals: readers,
  getGovernanceProposal: readers,
  proposeGovernance: proposers,
  getGovernanceProposalHistories: readers,
  voteOnGovernanceProposal: voters,
  withdrawGovernanceProposal: proposers,
  getPolicies: readers,
  simulatePolicy: readers,

  listEmergencies: readers,
  getEmergency: readers,
  proposeEmergency: proposers,
  getEmergencyHistories: readers,
  voteOnEmergency: voters,
  withdrawEmergency: proposers,
  listHalts: readers,
  listAgents: readers,
  stopAgent: admins,
  resumeAgent: admins,

  listOrganizations: readers,
  getOrganizationResource: readers,
  registerOrganization: admins,
  updateOrganization: admins,
  closeOrganization: admins,
  getOrganizationHistories: readers,

  listConsortia: readers,
  getConsortium: readers,
  getConsortiumRoles: readers,
  foundConsortium: admins,
  updateConsortium: admins,
  closeConsortium: admins,
  getConsortiumHistories: readers,

  listMemberships: readers,
  getMembership: readers,
  inviteMember: admins,
  acceptMembership: admins,
  activateMembership: admins,
  updateMembership: admins,
  voteOnMembership: voters,
  suspendMembership: voters,
  resumeMembership: voters,
  removeMembership: voters,
  leaveMembership: admins,
  enterChannels: proposers,
  getMembershipHistories: readers,

  listEnvironments: readers,
  getEnvironment: readers,
  createEnvironment: admins,
  updateEnvironment: admins,
  closeEnvironment: admins,
  getEnvironmentHistories: readers,

  listNodes: readers,
  getNode: readers,
  registerNode: admins,
  updateNode: admins,
  observeNode: admins,
  removeNode: admins,
  getNodeHistories: readers,

  listCredentials: readers,
  getCredential: readers,
  createCredential: admins,
  revokeCredential: admins,
  getCredentialHistories: readers,

  getLimits: readers,
  listLimitsProposals: readers,
  getLimitsProposal: readers,
  proposeLimits: proposers,
  getLimitsProposalHistories: readers,
  voteOnLimitsProposal: voters,
  withdrawLimitsProposal: proposers,
  applyLimits: proposers,

  queryTransaction: 'applications',
  invokeTransaction: 'applications',

  followEvents: readers,
  getOrganization: readers,
  getAuditLog: admins,
  getVersion: readers,
  getMetrics: readers,

  getHealth: 'anyone',
  getReadiness: 'anyone',
  getLogin: 'anyone',
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

/** Whether a route is for applications, with the credentials that they have of an environment. */
export function isForApplications(operationID: string): boolean {
  return permissionOf(operationID) === 'applications';
}

/** Whether a caller who is known may use a route. */
export function isPermitted({ roles }: Pick<Caller, 'roles'>, operationID: string): boolean {
  const permission = permissionOf(operationID);
  if (permission === 'applications') {
    return false;
  }
  return permission === 'anyone' || permission.some((role) => roles.has(role));
}
