// SPDX-License-Identifier: Apache-2.0

import {
  channelEntries,
  type ChannelEntry,
  type ChannelView,
  ContractError,
  digest,
  listAllResources,
  type MembershipView,
  openChannels,
} from '@opssc/chaincode/model';
import { ConfigTxError } from '@opssc/configtx';
import { proposeEntry } from '../actions/propose-entry.js';
import { reasonOf } from '../errors/classify-error.js';
import { TerminalError } from '../errors/terminal-error.js';
import { consortiaOf } from '../observe/consortia-of.js';
import { registeredChannel } from '../observe/registered-channel.js';
import { commitOrder } from '../plan/commit-order.js';
import { planEntry } from '../plan/plan-entry.js';
import { turnMilliseconds } from '../plan/plan-commit.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

export interface EntriesReconcilerOptions {
  readonly context: ReconcileContext;
  /** Whether this organization's agents propose entries by themselves. */
  readonly proposeEntries: boolean;
}

interface DueEntry {
  readonly entry: ChannelEntry;
  readonly mspID: string;
  /** MSP IDs of those that may propose it: members of both the consortium and the channel. */
  readonly proposers: readonly string[];
}

/**
 * Proposes that members who were voted into a consortium come into the channels of its environments. The proposal's ID
 * follows from membership and channel, so of all agents that see it one proposes, in the order of their turns; what the
 * members of the channel decide about it is their people's business, and a proposal that they decline is not made again.
 */
export class EntriesReconciler {
  readonly #options: EntriesReconcilerOptions;
  /** When it was first seen that an entry is due, in milliseconds since the epoch. */
  readonly #seen = new Map<string, number>();
  /** Entries that are proposed, and those that cannot be. */
  readonly #settled = new Set<string>();

  constructor(options: EntriesReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(): Promise<ReconcileResult> {
    const { context, proposeEntries } = this.#options;
    if (!proposeEntries) {
      return nothingToDo;
    }
    const waits: number[] = [];
    // One that does not succeed now keeps no other waiting.
    const failures: unknown[] = [];
    for (const consortiumID of await consortiaOf(context.nodes)) {
      for (const due of await this.#dueIn(consortiumID)) {
        try {
          waits.push(...(await this.#proposeInTurn(due)));
        } catch (error) {
          failures.push(error);
        }
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
    return { ...nothingToDo, after: waits.length === 0 ? undefined : Math.min(...waits) };
  }

  async #dueIn(consortiumID: string): Promise<readonly DueEntry[]> {
    const { nodes } = this.#options.context;
    const { mspID, resources, ops } = nodes;
    const memberships = await listAllResources(resources, { kind: 'membership', consortiumID });
    const holders = activeHolders(memberships);
    if (!holders.includes(mspID)) {
      return [];
    }
    const environments = await listAllResources(resources, { kind: 'environment', consortiumID });
    const named = await Promise.all(openChannels(environments).map((channelID) => registeredChannel(ops, channelID)));
    const own = named.filter(
      (channel) => channel?.state === 'application' && channel.members.includes(mspID),
    ) as readonly ChannelView[];
    return memberships.flatMap((membership) =>
      (channelEntries(membership, environments, own) ?? []).map((entry) => {
        const members = own.find(({ channelID }) => channelID === entry.channelID)?.members ?? [];
        return { entry, mspID: membership.mspID, proposers: holders.filter((holder) => members.includes(holder)) };
      }),
    );
  }

  /** @returns milliseconds until the next look, where there is to be one */
  async #proposeInTurn({ entry, mspID, proposers }: DueEntry): Promise<readonly number[]> {
    const { context } = this.#options;
    const { nodes, clock, configs, logger, onSideEffect } = context;
    const { proposalID, channelID } = entry;
    // What an organization says of itself may change, and be taken then.
    const key = digest([proposalID, entry.operation]);
    if (this.#settled.has(key)) {
      return [];
    }
    const seen = this.#seen.get(proposalID) ?? clock.now();
    this.#seen.set(proposalID, seen);
    const turn = Math.max(0, commitOrder(proposalID, proposers).indexOf(nodes.mspID)) * turnMilliseconds;
    const left = seen + turn - clock.now();
    if (left > 0) {
      return [left];
    }
    try {
      const operations = (await this.#isProposed(proposalID))
        ? undefined
        : planEntry(entry, mspID, await configs.get(channelID));
      if (operations !== undefined && (await proposeEntry({ ops: nodes.ops, entry, operations, onSideEffect }))) {
        logger.info({ proposalID, channelID }, `proposed that ${mspID} comes into ${channelID}`);
      }
    } catch (error) {
      if (!isFinal(error)) {
        throw error;
      }
      logger.warn({ proposalID, reason: reasonOf(error) }, `does not propose ${proposalID}: ${reasonOf(error)}`);
    }
    this.#settled.add(key);
    this.#seen.delete(proposalID);
    return [];
  }

  async #isProposed(proposalID: string): Promise<boolean> {
    try {
      await this.#options.context.nodes.ops.getProposal(proposalID);
      return true;
    } catch (error) {
      if (error instanceof ContractError && error.code === 'NOT_FOUND') {
        return false;
      }
      throw error;
    }
  }
}

function activeHolders(memberships: readonly MembershipView[]): readonly string[] {
  return [...new Set(memberships.filter(({ state }) => state === 'active').map(({ holder }) => holder))];
}

/** What another try of the same would not change: it is said once. */
function isFinal(error: unknown): boolean {
  return error instanceof TerminalError || error instanceof ConfigTxError;
}
