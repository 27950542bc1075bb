// SPDX-License-Identifier: Apache-2.0

import { ContractError, type MembershipAction, resourceChangesSchemas } from '@opssc/chaincode/model';
import { z } from 'zod';
import {
  acceptBody,
  membershipActionBody,
  membershipVoteBody,
  newResourceBodies,
} from '../../requests/resource-bodies.js';
import { membershipParams, pageQuery, resourceParams } from '../../requests/resource-parameters.js';
import { membershipSchema } from '../../views/resource-views.js';
import { API_BASE } from '../api-base.js';
import { defineRoute } from '../define-route.js';
import { nextPageHeaders } from '../next-page-headers.js';
import type { Route } from '../route.js';
import { historyRoute, pageHeaders } from './history-route.js';
import { entrySchema, proposeEntry } from './propose-entry.js';
import { changeAndRead, createProblems, writeProblems } from './resource-operations.js';

const list = '/consortia/:id/memberships';
const one = `${list}/:mspID`;
const tag = 'Consortium';
const responds = { description: 'The membership.', schema: membershipSchema };
const refOf = ({ id, mspID }: z.output<typeof membershipParams>) =>
  ({ kind: 'membership', consortiumID: id, mspID }) as const;

/** A step that needs nothing but a comment. */
function actionRoute(action: Exclude<MembershipAction, 'accept'>, summary: string, description: string): Route {
  return defineRoute({
    method: 'post',
    path: `${one}/${action}`,
    tag,
    operationID: `${action}Membership`,
    summary,
    description,
    params: membershipParams,
    body: { schema: membershipActionBody, required: false },
    responds,
    problems: [...writeProblems, 'NOT_A_MEMBER'],
    async handle({ params, body: { comment } }, context) {
      const { kind, ...ref } = refOf(params);
      const change = () => context.fabric.resources.changeMembership({ ...ref, action, comment });
      return { kind: 'json', body: await changeAndRead(context, { kind, ...ref }, change) };
    },
  });
}

const byVote = 'A motion to the active members, with the vote of this organization in favour; a majority decides.';

/** Places in a consortium: invited, accepted, voted in, active, suspended, left, removed. */
export const membershipRoutes = [
  defineRoute({
    method: 'get',
    path: list,
    tag,
    operationID: 'listMemberships',
    summary: 'List the memberships of a consortium',
    params: resourceParams,
    query: pageQuery,
    responds: { description: 'A page.', schema: z.array(membershipSchema), headers: pageHeaders },
    problems: ['NOT_FOUND'],
    async handle({ params: { id }, query }, { fabric }) {
      const request = { kind: 'membership', consortiumID: id, ...query } as const;
      const { resources, bookmark } = await fabric.resources.list(request);
      const path = `${API_BASE}/consortia/${id}/memberships`;
      return { kind: 'json', body: resources, headers: nextPageHeaders(path, query, bookmark) };
    },
  }),
  defineRoute({
    method: 'post',
    path: list,
    tag,
    operationID: 'inviteMember',
    summary: 'Invite an organization into a consortium',
    description: 'For active members. In a `single` consortium the membership is active at once.',
    params: resourceParams,
    body: { schema: newResourceBodies.membership, required: true, examples: { Org2: { mspID: 'Org2MSP' } } },
    responds,
    problems: createProblems,
    async handle({ params: { id }, body }, context) {
      const ref = refOf({ id, mspID: body.mspID });
      const create = () => context.fabric.resources.create({ ...body, ...ref });
      return { kind: 'json', body: await changeAndRead(context, ref, create) };
    },
  }),
  defineRoute({
    method: 'get',
    path: one,
    tag,
    operationID: 'getMembership',
    summary: 'Get a membership',
    params: membershipParams,
    responds,
    problems: ['NOT_FOUND'],
    async handle({ params }, { fabric }) {
      return { kind: 'json', body: await fabric.resources.get(refOf(params)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: one,
    tag,
    operationID: 'updateMembership',
    summary: 'Change how the organization enters a channel',
    description: 'For its holder.',
    params: membershipParams,
    body: { schema: resourceChangesSchemas.membership, required: true },
    responds,
    problems: writeProblems,
    async handle({ params, body: changes }, context) {
      const ref = refOf(params);
      const update = () => context.fabric.resources.update({ ...ref, changes });
      return { kind: 'json', body: await changeAndRead(context, ref, update) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${one}/accept`,
    tag,
    operationID: 'acceptMembership',
    summary: 'Accept an invitation',
    description: 'For the organization that was invited. The active members vote on it from then on.',
    params: membershipParams,
    body: { schema: acceptBody, required: false },
    responds,
    problems: [...writeProblems, 'LIMIT_EXCEEDED'],
    async handle({ params, body }, context) {
      const { kind, ...ref } = refOf(params);
      const accept = () => context.fabric.resources.changeMembership({ ...ref, action: 'accept', ...body });
      return { kind: 'json', body: await changeAndRead(context, { kind, ...ref }, accept) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${one}/vote`,
    tag,
    operationID: 'voteOnMembership',
    summary: 'Vote on the motion about a membership',
    description: 'For those that were active members when it was made. A vote is final.',
    params: membershipParams,
    body: { schema: membershipVoteBody, required: false },
    responds,
    problems: [...writeProblems, 'NOT_A_MEMBER', 'ALREADY_VOTED', 'DEADLINE_PASSED'],
    async handle({ params, body }, context) {
      const { resources } = context.fabric;
      const { kind, ...ref } = refOf(params);
      const vote = async () => {
        const { motion = await openMotion(), ...more } = body;
        return resources.voteOnMembership({ ...ref, motion, ...more });
      };
      const openMotion = async () => {
        const { motion, state } = await resources.get({ kind, ...ref });
        if (motion === undefined) {
          throw new ContractError({ code: 'WRONG_STATE', text: `there is nothing to vote on: it is ${state}` });
        }
        return motion.number;
      };
      return { kind: 'json', body: await changeAndRead(context, { kind, ...ref }, vote) };
    },
  }),
  actionRoute('activate', 'Make a membership active that was voted in', 'For the organization itself or a member.'),
  defineRoute({
    method: 'post',
    path: `${one}/enter`,
    tag,
    operationID: 'enterChannels',
    summary: "Propose that a member enters the environments' channels",
    description:
      'What agents do by themselves where it is switched on: a proposal a channel, with the definition that the ' +
      'organization has given of itself, for members of these channels. Each is voted on and carried out like any other.',
    params: membershipParams,
    responds: { description: 'What was proposed.', schema: entrySchema },
    problems: [
      ...createProblems,
      'UNKNOWN_CHANNEL',
      'CHANNEL_NOT_JOINED',
      'INVALID_PROFILE',
      'NOTHING_CHANGES',
      'FABRIC_WOULD_REFUSE',
    ],
    async handle({ params }, context) {
      const membership = await context.fabric.resources.get(refOf(params));
      return { kind: 'json', body: await proposeEntry(membership, context) };
    },
  }),
  actionRoute('suspend', 'Move to suspend a membership', byVote),
  actionRoute('resume', 'Move to lift a suspension', byVote),
  actionRoute('remove', 'Move to remove a membership', `${byVote} An invitation is taken back by who made it.`),
  actionRoute('leave', 'Leave a consortium, or decline an invitation', 'For the organization itself.'),
  historyRoute({ path: one, name: 'Membership', noun: 'a membership', params: membershipParams, refOf }),
];
