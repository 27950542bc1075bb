// SPDX-License-Identifier: Apache-2.0

import { policyInputSchema, proposeRequestSchema } from '@opssc/chaincode/model';

const { description, expires, vote } = proposeRequestSchema.shape;

/** What can stand beside `proposal` in the body of a new proposal of any kind. */
export const proposalOptions = {
  description: description.meta({ description: 'For those who vote.' }),
  policy: policyInputSchema.exactOptional().meta({
    description: 'Asked for on top of the policy in force: it can only be stricter. As a tree, or in its text form.',
  }),
  expires: expires.meta({
    description:
      'ISO 8601. No vote counts after it; 7 days from now if absent, at most 90. The constitution may say less.',
  }),
  vote: vote.meta({ description: "Whether the proposer's own vote in favour is cast with it." }),
};
