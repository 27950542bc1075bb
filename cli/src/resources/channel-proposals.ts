// SPDX-License-Identifier: Apache-2.0

import type { CreateChannel, Step, UpdateChannel } from '@opssc/chaincode/model';
import { z } from 'zod';
import type { ShownProposal } from '../api/proposal-schema.js';
import type { ProposalResource } from './proposal-resource.js';

const updateSteps: readonly Step[] = ['sign', 'commit', 'apply'];
const creationSteps: readonly Step[] = ['join', 'apply'];

const operationsSchema = z.array(z.looseObject({ operation: z.string() }));

export const channelProposals: ProposalResource = {
  path: '/channel/proposals',
  doneWhen: 'committed',
  subjectOf: (proposal) => {
    if (isCreation(proposal)) {
      return 'create the channel';
    }
    const operations = operationsSchema.safeParse(proposal['opsProfile']);
    return operations.success ? operations.data.map(({ operation }) => operation).join(', ') : 'change the channel';
  },
  bodyOf: (proposal) => {
    const { channelID, opsProfile, organizations } = proposal;
    return isCreation(proposal)
      ? { kind: 'create-channel' satisfies CreateChannel['kind'], channelID, organizations, profile: opsProfile }
      : { kind: 'update-channel' satisfies UpdateChannel['kind'], channelID, operations: opsProfile };
  },
  stepsOf: (proposal) => (isCreation(proposal) ? creationSteps : updateSteps),
};

function isCreation(proposal: ShownProposal): boolean {
  return proposal['action'] === 'create';
}
