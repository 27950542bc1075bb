// SPDX-License-Identifier: Apache-2.0

import { historiesQuery, proposalParams } from '../requests/parameters.js';
import { voteBodySchema, voteExamples } from '../requests/vote-body.js';
import { withdrawBodySchema } from '../requests/withdraw-body.js';
import { historiesSchema, historiesView } from '../views/history-view.js';
import { submittedSchema } from '../views/submitted-view.js';
import { defineRoute } from './define-route.js';
import { type FindVotable, requireSameID, voteOn, withdrawProposal } from './proposal-operations.js';
import type { Route, Tag } from './route.js';

export interface ProposalActionOptions {
  /** Of the list of proposals. */
  readonly path: string;
  readonly tag: Tag;
  /** For people. */
  readonly noun: string;
  /** For operation IDs. */
  readonly name: string;
  readonly find: FindVotable;
}

/** What can be done about a proposal of any kind: vote, withdraw, look at its history. */
export function proposalActionRoutes(options: ProposalActionOptions): readonly Route[] {
  const { path, tag, noun, name, find } = options;
  return [
    defineRoute({
      method: 'get',
      path: `${path}/:id/histories`,
      tag,
      operationID: `get${name}Histories`,
      summary: `Get what each organization did about a ${noun}`,
      params: proposalParams,
      query: historiesQuery,
      responds: {
        description: "In v0.4's shape: a map by v0.4's ledger keys, one entry for each task and organization.",
        schema: historiesSchema,
      },
      problems: ['NOT_FOUND'],
      async handle({ params: { id }, query: { taskID } }, context) {
        const { proposals } = await find(id, context);
        const histories = await Promise.all(proposals.map((part) => context.fabric.ops.getHistory(part, taskID)));
        return { kind: 'json', body: historiesView(histories.flat()) };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${path}/:id/vote`,
      tag,
      operationID: `voteOn${name}`,
      summary: `Vote for or against a ${noun}`,
      description:
        'In favour unless the body says otherwise. A vote is final: an organization has one. Answers when it is committed.',
      params: proposalParams,
      body: { schema: voteBodySchema, required: false, examples: voteExamples },
      responds: { description: 'The vote is on the ledger.', schema: submittedSchema },
      problems: [
        'SEPARATION_OF_DUTY',
        'NOT_ADMIN',
        'NOT_A_MEMBER',
        'NOT_FOUND',
        'ALREADY_VOTED',
        'DEADLINE_PASSED',
        'DIGEST_MISMATCH',
        'ALREADY_DECIDED',
        'TRANSACTION_INVALID',
        'CLOCK_SKEW',
      ],
      async handle({ params: { id }, body }, context) {
        requireSameID('updateRequest.proposalID', body.updateRequest.proposalID, id);
        return { kind: 'json', body: await voteOn({ id, find }, body, context) };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${path}/:id/withdraw`,
      tag,
      operationID: `withdraw${name}`,
      summary: `Withdraw a ${noun}`,
      description: 'For the organization that proposed it, before it is decided. Answers when it is committed.',
      params: proposalParams,
      body: { schema: withdrawBodySchema, required: false },
      responds: { description: 'The withdrawal is on the ledger.', schema: submittedSchema },
      problems: ['NOT_ADMIN', 'NOT_PROPOSER', 'NOT_FOUND', 'ALREADY_DECIDED', 'TRANSACTION_INVALID', 'CLOCK_SKEW'],
      async handle({ params: { id }, body: { comment } }, context) {
        return { kind: 'json', body: await withdrawProposal({ id, find }, comment, context) };
      },
    }),
  ];
}
