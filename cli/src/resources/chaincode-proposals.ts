// SPDX-License-Identifier: Apache-2.0

import type { DeployChaincode, Step } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalSchema } from '../api/proposal-schema.js';
import type { ProposalResource } from './proposal-resource.js';

/** A proposal to deploy a chaincode. */
export const chaincodeProposalSchema = proposalSchema.extend({
  chaincodeName: z.string(),
  chaincodePackage: z.looseObject({}),
  chaincodeDefinition: z.looseObject({ sequence: z.int(), version: z.string() }),
});

export type ShownChaincodeProposal = z.output<typeof chaincodeProposalSchema>;

const steps: readonly Step[] = ['install', 'service', 'approve', 'commit'];

export const chaincodeProposals: ProposalResource = {
  path: '/chaincode/proposals',
  doneWhen: 'committed',
  subjectOf: (proposal) => {
    const { chaincodeName, chaincodeDefinition } = chaincodeProposalSchema.parse(proposal);
    return `${chaincodeName} ${chaincodeDefinition.version}, sequence ${chaincodeDefinition.sequence}`;
  },
  bodyOf: ({ channelID, chaincodeName, chaincodePackage, chaincodeDefinition }) => ({
    kind: 'deploy-chaincode' satisfies DeployChaincode['kind'],
    channelID,
    chaincodeName,
    chaincodePackage,
    chaincodeDefinition,
  }),
  stepsOf: () => steps,
};
