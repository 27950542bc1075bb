// SPDX-License-Identifier: Apache-2.0

import { ContractError, digest, listAllResources, type MembershipView } from '@opssc/chaincode/model';
import { z } from 'zod';
import { planProposal } from '../../channels/plan-proposal.js';
import { ApiProblem } from '../../problem/api-problem.js';
import type { ApiContext } from '../../server/api-context.js';

/** What became of a membership on the channels. */
export const entrySchema = z.strictObject({
  proposalID: z.string().meta({ description: 'Of the channel proposal, or of the ballot for several channels.' }),
  channels: z.array(z.string()),
});

const definitionSchema = z.looseObject({ msp: z.looseObject({ mspID: z.string() }) });

/**
 * Proposes that an active member comes into the channels of its consortium's environments, with the definition that it
 * has given of itself. The members of each channel decide, and agents carry it out.
 *
 * @throws ContractError `WRONG_STATE` without an active membership and its definition; ApiProblem `NOTHING_CHANGES` when it
 * is on all channels; whatever a channel proposal is refused for
 */
export async function proposeEntry(
  membership: MembershipView,
  context: ApiContext,
): Promise<z.output<typeof entrySchema>> {
  const { mspID, consortiumID } = membership;
  const definition = ownDefinition(membership);
  const channels = await channelsToEnter(membership, context);
  if (channels.length === 0) {
    const detail = `${mspID} is on all channels of the environments of ${consortiumID}`;
    throw new ApiProblem({ code: 'NOTHING_CHANGES', detail });
  }
  const opsProfile = [{ operation: 'set-organization', ...definition }];
  const plan = await planProposal({ action: 'update', channelIDs: [...channels], opsProfile }, context);
  const [refusal] = plan.refusals();
  if (refusal !== undefined) {
    throw new ApiProblem({ code: 'FABRIC_WOULD_REFUSE', detail: `${refusal.channelID}: ${refusal.text}` });
  }
  const proposalID = entryID(membership);
  const description = `${mspID} comes in as a member of consortium ${consortiumID}`;
  await context.fabric.ops.propose({ id: proposalID, ...plan.content, description });
  return { proposalID, channels: [...channels] };
}

/** The same for whoever asks, so that it is proposed once. */
function entryID({ term, consortiumID, mspID }: MembershipView): string {
  const id = `enter.${term}.${consortiumID}.${mspID}`;
  // A ballot's ID has at most 61 characters.
  return id.length <= 61 ? id : `enter.${digest([term, consortiumID, mspID]).slice(0, 48)}`;
}

function ownDefinition({ mspID, state, definition }: MembershipView): object {
  if (state !== 'active') {
    throw new ContractError({ code: 'WRONG_STATE', text: `the membership of ${mspID} is ${state}` });
  }
  const own = definitionSchema.safeParse(definition).data;
  if (own?.msp.mspID !== mspID) {
    const text = `the membership of ${mspID} has no definition with its own MSP`;
    throw new ContractError({ code: 'WRONG_STATE', text });
  }
  return own;
}

async function channelsToEnter(
  { consortiumID, mspID }: MembershipView,
  { fabric }: ApiContext,
): Promise<readonly string[]> {
  const environments = await listAllResources(fabric.resources, { kind: 'environment', consortiumID });
  const channels = new Set(environments.filter(({ state }) => state === 'open').flatMap((open) => open.channels));
  const known = await Promise.all([...channels].map((channelID) => fabric.ops.getChannel(channelID)));
  return known.filter(({ members }) => !members.includes(mspID)).map(({ channelID }) => channelID);
}
