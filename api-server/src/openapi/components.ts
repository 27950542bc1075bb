// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import { auditEntrySchema } from '../audit/audit-entry.js';
import { opsChangeSchema } from '../events/ops-change.js';
import { problemSchema } from '../problem/problem-schema.js';
import { chaincodeProposalRequestSchema } from '../requests/chaincode-proposal-request.js';
import { channelPreviewRequestSchema, channelProposalRequestSchema } from '../requests/channel-proposal-request.js';
import { stateProposalRequestSchema } from '../requests/state-proposal-request.js';
import { voteBodySchema } from '../requests/vote-body.js';
import { withdrawBodySchema } from '../requests/withdraw-body.js';
import { readinessSchema } from '../server/readiness.js';
import { chaincodeProposalSchema } from '../views/chaincode-proposal-view.js';
import { ballotSchema } from '../views/ballot-view.js';
import { previewSchema } from '../views/channel-preview-view.js';
import { channelProposalSchema } from '../views/channel-proposal-view.js';
import { channelSchema } from '../views/channel-view.js';
import { definitionSchema, listedDefinitionSchema } from '../views/definition-view.js';
import { installedSchema } from '../views/installed-view.js';
import { policyViewSchema } from '../views/policy-view-schema.js';
import { stateProposalSchema } from '../views/state-proposal-view.js';
import { subjectViewSchema } from '../views/subject-view-schema.js';
import { submittedSchema } from '../views/submitted-view.js';

/** Schemas that have a name in the description: what requests bring. */
export const requestComponents: Readonly<Record<string, z.ZodType>> = {
  ChaincodeProposalRequest: chaincodeProposalRequestSchema,
  ChannelProposalRequest: channelProposalRequestSchema,
  ChannelPreviewRequest: channelPreviewRequestSchema,
  StateProposalRequest: stateProposalRequestSchema,
  VoteRequest: voteBodySchema,
  WithdrawRequest: withdrawBodySchema,
};

/** Schemas that have a name in the description: what answers bring. */
export const answerComponents: Readonly<Record<string, z.ZodType>> = {
  ChaincodeProposal: chaincodeProposalSchema,
  ChannelProposal: channelProposalSchema,
  ChannelBallot: ballotSchema,
  ChannelPreview: previewSchema,
  StateProposal: stateProposalSchema,
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
