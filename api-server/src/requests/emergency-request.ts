// SPDX-License-Identifier: Apache-2.0

import { channelIDSchema, proposalIDSchema } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalOptions } from './proposal-options.js';

/** Body of a new proposal to halt or resume. */
export const emergencyRequestSchema = z.strictObject({
  proposal: z
    .strictObject({
      action: z.enum(['halt', 'resume']),
      channelID: channelIDSchema.exactOptional().meta({ description: 'Everything on the channel.' }),
      proposalID: proposalIDSchema.exactOptional().meta({ description: 'One proposal: of a ballot, one part.' }),
    })
    .superRefine(({ channelID, proposalID }, context) => {
      if ((channelID === undefined) === (proposalID === undefined)) {
        context.addIssue({
          code: 'custom',
          path: ['proposalID'],
          message: channelID === undefined ? 'is missing, and so is channelID' : 'must not stand beside channelID',
        });
      }
    })
    // The same in JSON Schema.
    .meta({ oneOf: [{ required: ['channelID'] }, { required: ['proposalID'] }] }),
  description: proposalOptions.description,
  vote: proposalOptions.vote,
});

export const emergencyExamples = {
  'Stop one deployment': { proposal: { action: 'halt', proposalID: 'deploy-trade-2' }, description: 'wrong build' },
  'Stop everything on a channel': { proposal: { action: 'halt', channelID: 'mychannel' } },
  'Let it go on': { proposal: { action: 'resume', channelID: 'mychannel' } },
};
