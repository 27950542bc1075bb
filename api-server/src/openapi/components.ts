// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import { auditEntrySchema } from '../audit/audit-entry.js';
import { opsChangeSchema } from '../events/ops-change.js';
import { problemSchema } from '../problem/problem-schema.js';
import { chaincodeProposalRequestSchema } from '../requests/chaincode-proposal-request.js';
import { channelPreviewRequestSchema, channelProposalRequestSchema } from '../requests/channel-proposal-request.js';
import { emergencyRequestSchema } from '../requests/emergency-request.js';
import { governanceProposalRequestSchema } from '../requests/governance-proposal-request.js';
import { limitsRequestSchema } from '../requests/limits-request.js';
import { stateProposalRequestSchema } from '../requests/state-proposal-request.js';
import { voteBodySchema } from '../requests/vote-body.js';
import { withdrawBodySchema } from '../requests/withdraw-body.js';
import { readinessSchema } from '../server/readiness.js';
import { chaincodeProposalSchema } from '../views/chaincode-proposal-view.js';
import { ballotSchema } from '../views/ballot-view.js';
import { previewSchema } from '../views/channel-preview-view.js';
import { channelProposalSchema } from '../views/channel-proposal-view.js';
import { channelSchema } from '../views/channel-view.js';
import { constitutionSchema } from '../views/constitution-view.js';
import { definitionSchema, listedDefinitionSchema } from '../views/definition-view.js';
import { emergencySchema } from '../views/emergency-view.js';
import { governanceProposalSchema } from '../views/governance-proposal-view.js';
import { haltSchema } from '../views/halt-view.js';
import { limitsProposalSchema, limitsViewSchema } from '../views/limits-view.js';
import { resourceHistorySchema } from '../views/resource-history-view.js';
import {
  consortiumSchema,
  credentialSchema,
  environmentSchema,
  membershipSchema,
  newCredentialSchema,
  nodeSchema,
  organizationResourceSchema,
} from '../views/resource-views.js';
import { roleMatrixSchema } from '../views/role-matrix-view.js';
import { installedSchema } from '../views/installed-view.js';
import { policyViewSchema } from '../views/policy-view-schema.js';
import { stateProposalSchema } from '../views/state-proposal-view.js';
import { simulationSchema } from '../views/simulation-view.js';
import { subjectViewSchema } from '../views/subject-view-schema.js';
import { submittedSchema } from '../views/submitted-view.js';

/** Schemas that have a name in the description: what requests bring. */
export const requestComponents: Readonly<Record<string, z.ZodType>> = {
  LimitsProposalRequest: limitsRequestSchema,
  ChaincodeProposalRequest: chaincodeProposalRequestSchema,
  ChannelProposalRequest: channelProposalRequestSchema,
  ChannelPreviewRequest: channelPreviewRequestSchema,
  StateProposalRequest: stateProposalRequestSchema,
  GovernanceProposalRequest: governanceProposalRequestSchema,
  EmergencyRequest: emergencyRequestSchema,
  VoteRequest: voteBodySchema,
  WithdrawRequest: withdrawBodySchema,
};

/** Schemas that have a name in the description: what answers bring. */
export const answerComponents: Readonly<Record<string, z.ZodType>> = {
  Organization: organizationResourceSchema,
  Consortium: consortiumSchema,
  Membership: membershipSchema,
  Environment: environmentSchema,
  Node: nodeSchema,
  Credential: credentialSchema,
  NewCredential: newCredentialSchema,
  RoleMatrix: roleMatrixSchema,
  ResourceHistory: resourceHistorySchema,
  Limits: limitsViewSchema,
  LimitsProposal: limitsProposalSchema,
  ChaincodeProposal: chaincodeProposalSchema,
  ChannelProposal: channelProposalSchema,
  ChannelBallot: ballotSchema,
  ChannelPreview: previewSchema,
  StateProposal: stateProposalSchema,
  GovernanceProposal: governanceProposalSchema,
  Emergency: emergencySchema,
  Halt: haltSchema,
  Constitution: constitutionSchema,
  Simulation: simulationSchema,
  Policy: policyViewSchema,
  Submitted: submittedSchema,
  Channel: channelSchema,
  ChaincodeDefinition: definitionSchema,
  ListedChaincodeDefinition: listedDefinitionSchema,
  InstalledChaincodes: installedSchema,
  Subject: subjectViewSchema,
  AuditEntry: auditEntrySchema,
  OpsChange: opsChangeSchema,
  Readiness: readinessSchema,
  Problem: problemSchema,
};
