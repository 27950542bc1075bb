// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { kindOf } from '../kinds/kind-of.js';
import { readMembership } from '../ledger/read-membership.js';
import {
  type ChannelMembership,
  ContractError,
  type Electorate,
  type Policy,
  policyForMembers,
  type PolicyInForce,
  policyOrganizations,
  type ProposalBody,
  satisfies,
} from '../model/index.js';
import { unknownChannel } from './unknown-channel.js';

export interface ElectorateOptions {
  readonly body: ProposalBody;
  /** What the constitution says. */
  readonly inForce: PolicyInForce;
  /** Asked for on top of it. */
  readonly policy?: Policy;
}

/**
 * Those who decide on a body now: the members that the registry has for its channel, unless its kind says otherwise. By
 * the policy in force, and by the policy asked for.
 *
 * @throws ContractError `UNKNOWN_CHANNEL`, or `INVALID_ARGUMENT` for a policy that these members cannot satisfy
 */
export async function formElectorate(context: OpsContext, options: ElectorateOptions): Promise<Electorate> {
  const { body, inForce, policy: requested } = options;
  const { members, configSequence } =
    (await kindOf(body).membership?.(body, context)) ?? (await channelMembers(context, body.channelID));
  const policy = strictest(policyForMembers(inForce.policy, members), requested);
  if (requested !== undefined) {
    requireKnown(requested, members, body.channelID);
    requireSatisfiable(policy, members, body.channelID);
  }
  return { members, configSequence, policy, ...(inForce.scope !== undefined && { scope: inForce.scope }) };
}

async function channelMembers(context: OpsContext, channelID: string): Promise<ChannelMembership> {
  const membership = await readMembership(context.ledger, channelID);
  if (membership === undefined) {
    const text = `no membership of channel ${channelID} is attested by a majority of its members`;
    throw await unknownChannel(context, channelID, text);
  }
  return membership;
}

function strictest(inForce: Policy, requested: Policy | undefined): Policy {
  return requested === undefined ? inForce : { type: 'and', rules: [inForce, requested] };
}

function requireKnown(policy: Policy, members: readonly string[], channelID: string): void {
  const stranger = policyOrganizations(policy).find((mspID) => !members.includes(mspID));
  if (stranger !== undefined) {
    throw refusal(`names ${stranger}, which is not among the organizations that decide on ${channelID}`);
  }
}

function requireSatisfiable(policy: Policy, members: readonly string[], channelID: string): void {
  if (!satisfies(policy, members, new Set(members))) {
    throw refusal(`could not be satisfied by all organizations that decide on ${channelID} together`);
  }
}

function refusal(text: string): ContractError {
  return new ContractError({ code: 'INVALID_ARGUMENT', field: 'policy', text });
}
