// SPDX-License-Identifier: Apache-2.0

import {
  ccaasPackageSchema,
  chaincodeDefinitionSchema,
  chaincodeVersionSchema,
  type DeployChaincode,
  labelSchema,
  type Proposal,
  type ProposalView,
} from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalFactsFields } from './proposal-facts-schema.js';
import { proposalFactsView } from './proposal-facts-view.js';

/** A chaincode proposal in answers: v0.4's fields, and the facts. */
export const chaincodeProposalSchema = z.strictObject({
  ...proposalFactsFields,
  chaincodeName: z.string(),
  chaincodePackage: ccaasPackageSchema.safeExtend({ label: labelSchema }),
  chaincodeDefinition: chaincodeDefinitionSchema.in.safeExtend({ version: chaincodeVersionSchema }),
});

/** A proposal whose body is of the kind `deploy-chaincode`. */
export type ChaincodeProposalView = ProposalView & { readonly proposal: Proposal & { readonly body: DeployChaincode } };

export function isChaincodeProposal(view: ProposalView): view is ChaincodeProposalView {
  return view.proposal.body.kind === 'deploy-chaincode';
}

export function chaincodeProposalView(view: ChaincodeProposalView) {
  const { chaincodeName, chaincodePackage, chaincodeDefinition } = view.proposal.body;
  return { ...proposalFactsView(view), chaincodeName, chaincodePackage, chaincodeDefinition };
}
