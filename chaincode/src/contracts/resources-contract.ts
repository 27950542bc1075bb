// SPDX-License-Identifier: Apache-2.0

import type { Clock } from '../endorser-clock.js';
import {
  applyLimitsSchema,
  canonicalJson,
  changeMembershipSchema,
  closeResourceSchema,
  createResourceSchema,
  getLimitsSchema,
  listResourcesSchema,
  membershipVoteSchema,
  observeNodeSchema,
  parseArgument,
  resourceHistorySchema,
  resourceRefSchema,
  updateResourceSchema,
} from '../model/index.js';
import { applyLimits } from '../transactions/resources/apply-limits.js';
import { changeMembership } from '../transactions/resources/change-membership.js';
import { closeResource } from '../transactions/resources/close-resource.js';
import { createResource } from '../transactions/resources/create-resource.js';
import { getLimits } from '../transactions/resources/get-limits.js';
import { getResourceHistory } from '../transactions/resources/get-resource-history.js';
import { getResource } from '../transactions/resources/get-resource.js';
import { listResources } from '../transactions/resources/list-resources.js';
import { observeNode } from '../transactions/resources/observe-node.js';
import { updateResource } from '../transactions/resources/update-resource.js';
import { voteOnMembership } from '../transactions/resources/vote-on-membership.js';
import { Info, Transaction } from './contract-api.js';
import { OpsContext } from './ops-context.js';
import { OpsContract } from './ops-contract.js';

/** Organizations, consortia and what they consist of. Each transaction: one JSON argument, JSON back. */
@Info({ title: 'resources', description: 'Organizations, consortia, memberships, environments, nodes, credentials' })
export class ResourcesContract extends OpsContract {
  constructor(clock?: Clock) {
    super('resources', clock);
  }

  @Transaction()
  async Create(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await createResource(context, parseArgument(createResourceSchema, argument)));
  }

  @Transaction()
  async Update(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await updateResource(context, parseArgument(updateResourceSchema, argument)));
  }

  @Transaction()
  async Close(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await closeResource(context, parseArgument(closeResourceSchema, argument)));
  }

  @Transaction()
  async ChangeMembership(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await changeMembership(context, parseArgument(changeMembershipSchema, argument)));
  }

  @Transaction()
  async VoteOnMembership(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await voteOnMembership(context, parseArgument(membershipVoteSchema, argument)));
  }

  @Transaction()
  async ObserveNode(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await observeNode(context, parseArgument(observeNodeSchema, argument)));
  }

  @Transaction()
  async ApplyLimits(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await applyLimits(context, parseArgument(applyLimitsSchema, argument)));
  }

  @Transaction(false)
  async Get(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await getResource(context, parseArgument(resourceRefSchema, argument)));
  }

  @Transaction(false)
  async List(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await listResources(context, parseArgument(listResourcesSchema, argument)));
  }

  @Transaction(false)
  async History(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await getResourceHistory(context, parseArgument(resourceHistorySchema, argument)));
  }

  @Transaction(false)
  async GetLimits(context: OpsContext, argument: string): Promise<string> {
    parseArgument(getLimitsSchema, argument);
    return canonicalJson(await getLimits(context));
  }
}
