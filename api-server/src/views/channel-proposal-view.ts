// SPDX-License-Identifier: Apache-2.0

import type { CreateChannel, Proposal, ProposalView, UpdateChannel } from '@opssc/chaincode/model';
import { z } from 'zod';
import { without } from '../without.js';
import { proposalFactsFields } from './proposal-facts-schema.js';
import { proposalFactsView } from './proposal-facts-view.js';

const mspID = z.string().meta({ description: 'MSP ID of the organization.' });

const signatureSchema = z
  .strictObject({
    mspID,
    updateDigest: z.string().meta({ description: 'Hex SHA-256 of the update that it signs.' }),
    configSequence: z.int().meta({ description: 'Of the configuration that the update was computed from: the round.' }),
    signature: z.string().meta({ description: 'Base64 of a `common.ConfigSignature`.' }),
    time: z.string(),
  })
  .meta({ description: "An organization's signature on the update, of one of the newest rounds." });

const operationSchema = z
  .looseObject({ operation: z.string() })
  .meta({ description: 'A change of the configuration, in the one form that is voted on.' });

/** A proposal to change a channel's configuration, or to create a channel, in answers: v0.4's fields, and the facts. */
export const channelProposalSchema = z.strictObject({
  ...proposalFactsFields,
  kind: z.enum(['update-channel', 'create-channel']),
  action: z.enum(['create', 'update']),
  opsProfile: z
    .union([z.array(operationSchema), z.record(z.string(), z.unknown())])
    .meta({ description: 'What is voted on: the operations of an update, or the profile of a new channel.' }),
  organizations: z
    .array(mspID)
    .exactOptional()
    .meta({ description: 'Of a new channel: those that take part, and decide.' }),
  ballot: z.string().exactOptional().meta({ description: 'ID of the ballot that it is a part of: votes go there.' }),
  signatures: z.array(signatureSchema),
  awaiting: z
    .array(mspID)
    .meta({ description: 'Whose signature the agents wait for, as they said last; empty when they wait for none.' }),
});

/** A proposal whose body is of the kind `update-channel` or `create-channel`. */
export type ChannelProposalView = ProposalView & {
  readonly proposal: Proposal & { readonly body: UpdateChannel | CreateChannel };
};

export function isChannelProposal(view: ProposalView): view is ChannelProposalView {
  const { kind } = view.proposal.body;
  return kind === 'update-channel' || kind === 'create-channel';
}

export function channelProposalView(view: ChannelProposalView) {
  const { body, ballot } = view.proposal;
  return {
    ...proposalFactsView(view),
    kind: body.kind,
    ...(body.kind === 'update-channel'
      ? { action: 'update' as const, opsProfile: body.operations }
      : { action: 'create' as const, opsProfile: body.profile, organizations: body.organizations }),
    ...(ballot !== undefined && { ballot }),
    signatures: view.signatures.map((signature) => without(signature, 'proposalID')),
    awaiting: awaiting(view),
  };
}

/** As the newest receipt says it, while the update is still to be submitted. */
function awaiting({ status, receipts }: ChannelProposalView): readonly string[] {
  if (status !== 'approved' && status !== 'acknowledged') {
    return [];
  }
  const waiting = receipts.filter(({ step, state }) => step === 'commit' && state === 'waiting');
  const [newest] = waiting.toSorted((left, right) => Date.parse(right.time) - Date.parse(left.time));
  return newest?.observed.awaiting ?? [];
}
