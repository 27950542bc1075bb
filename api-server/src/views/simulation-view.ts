// SPDX-License-Identifier: Apache-2.0

import { maxMinimalSetMembers } from '@opssc/chaincode/model';
import { z } from 'zod';
import { policyViewSchema } from './policy-view-schema.js';

const organizations = z.array(z.string());
const sets = z.array(organizations).exactOptional();
const limit = `Absent for more than ${maxMinimalSetMembers} organizations.`;

/** What hypothetical votes would come to, in answers. */
export const simulationSchema = z.strictObject({
  policy: policyViewSchema,
  policyText: z.string(),
  scope: z.string().exactOptional().meta({ description: 'Where the policy is in force from; absent: nowhere.' }),
  unanimousInstead: z.boolean().meta({
    description: 'The policy asks for more than all members together could give, so they decide unanimously.',
  }),
  channelID: z.string().meta({ description: 'Whose members decide.' }),
  members: organizations,
  agreed: organizations,
  disagreed: organizations,
  result: z.enum(['approved', 'rejected', 'open']),
  pending: organizations.meta({ description: 'Members that have not voted.' }),
  toApprove: sets.meta({ description: `Smallest sets of pending members whose agreement would approve. ${limit}` }),
  toReject: sets.meta({ description: `Smallest sets of pending members whose disagreement would reject. ${limit}` }),
  minimalApprovals: sets.meta({ description: `Smallest sets of members that can approve, whoever voted. ${limit}` }),
  minimalBlocks: sets.meta({ description: `Smallest sets of members that can block, whoever voted. ${limit}` }),
});
