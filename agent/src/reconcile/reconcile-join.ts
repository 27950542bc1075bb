// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { type ChannelConfig, readChannelConfig } from '@opssc/configtx';
import { FabricError, type OrderingClient } from '@opssc/fabric-admin';
import { joinNode } from '../actions/join-node.js';
import { classifyError, reasonOf } from '../errors/classify-error.js';
import { WaitingError } from '../errors/waiting-error.js';
import { declinesChannel } from '../observe/declines-channel.js';
import { type ObservedNode, observeNodes } from '../observe/observed-nodes.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

export interface JoinReconcilerOptions {
  readonly context: ReconcileContext;
  /** Whether the agent joins nodes by itself; without it only the membership is looked at. */
  readonly joinChannels: boolean;
  /** Called when the channels that there are to act on have changed. */
  readonly onChange: () => void;
}

/** Until an organization that is to become a member is one, its agent asks this often. */
const membershipMilliseconds = 2_000;

/**
 * Joins the own ordering nodes and peers to a channel that the organization belongs to, whoever joined it first; and takes
 * note when the organization does not belong to it any more.
 */
export class JoinReconciler {
  readonly #options: JoinReconcilerOptions;
  /** As last seen: it tells the ordering nodes to ask when the own peers may not be asked any more. */
  readonly #configs = new Map<string, common.Config>();

  constructor(options: JoinReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(channelID: string): Promise<ReconcileResult> {
    const { nodes, conditions, opsChannel } = this.#options.context;
    const condition = `join ${channelID}`;
    const own = await observeNodes(nodes, channelID);
    const isThere = own.some(({ state }) => state === 'joined');
    try {
      const config = await this.#config(channelID, own);
      if (config === undefined) {
        return this.#notMember(channelID, isThere);
      }
      this.#member(channelID);
      const joined = await this.#join(config, own);
      if (isThere || joined.length > 0 || channelID === opsChannel) {
        conditions.ok(condition);
      }
      return { ...nothingToDo, acted: joined.length > 0 };
    } catch (error) {
      if (isThere || channelID === opsChannel || error instanceof JoinError) {
        conditions.fail(condition, reasonOf(error));
      }
      return { ...nothingToDo, retry: true };
    }
  }

  /** The newest configuration with the organization in it; undefined: it is not a member. */
  async #config(channelID: string, own: readonly ObservedNode[]): Promise<ChannelConfig | undefined> {
    const { nodes, configs } = this.#options.context;
    configs.invalidate(channelID);
    const config = own.some(({ role, state }) => role === 'peer' && state === 'joined')
      ? await configs.get(channelID).catch(undefinedIfWaiting)
      : undefined;
    if (config !== undefined) {
      this.#configs.set(channelID, config.config);
    }
    // The ordering nodes do not give out the very block that takes an organization out, so its peers do not know of it.
    const newest = await this.#orderedConfig(channelID).catch((error: unknown) => {
      if (config === undefined || classifyError(error) !== 'wait') {
        throw error;
      }
      return config;
    });
    if (newest === undefined || !organizationsOf(newest).includes(nodes.mspID)) {
      return undefined;
    }
    this.#configs.set(channelID, newest.config);
    return newest;
  }

  async #orderedConfig(channelID: string): Promise<ChannelConfig | undefined> {
    try {
      return readChannelConfig(await (await this.#ordering(channelID)).fetchConfigBlock(channelID));
    } catch (error) {
      if (error instanceof FabricError && meansStranger(error, channelID === this.#options.context.opsChannel)) {
        return undefined;
      }
      throw error;
    }
  }

  /** By the channel's own configuration where it is known, else by the ops-channel's. */
  async #ordering(channelID: string): Promise<OrderingClient> {
    const { nodes, configs, opsChannel } = this.#options.context;
    const known = this.#configs.get(channelID) ?? this.#configs.get(opsChannel);
    const config = known ?? (await configs.get(opsChannel).catch(undefinedIfWaiting))?.config;
    return nodes.ordering(config);
  }

  #member(channelID: string): void {
    const { memberships, metrics } = this.#options.context;
    metrics.membership(channelID, true);
    if (memberships.hasLeft(channelID)) {
      memberships.noteMember(channelID);
      this.#options.onChange();
    }
  }

  #notMember(channelID: string, isThere: boolean): ReconcileResult {
    const { nodes, memberships, conditions, metrics, opsChannel } = this.#options.context;
    const condition = `join ${channelID}`;
    if (isThere) {
      conditions.forget(condition);
      metrics.membership(channelID, false);
      if (!memberships.hasLeft(channelID)) {
        memberships.noteLeft(channelID);
        this.#options.onChange();
      }
      return nothingToDo;
    }
    if (channelID !== opsChannel) {
      return nothingToDo;
    }
    conditions.fail(condition, `waits for ${nodes.mspID} to become a member of ${channelID}`);
    return { ...nothingToDo, after: membershipMilliseconds };
  }

  /** Those that were missing. */
  async #join(config: ChannelConfig, own: readonly ObservedNode[]): Promise<readonly ObservedNode[]> {
    const { context, joinChannels, onChange } = this.#options;
    const { nodes, opsChannel, onSideEffect, metrics, logger } = context;
    const { channelID, members } = config;
    const { mspID } = nodes;
    const missing = own.filter(
      ({ role, state }) =>
        state === 'absent' &&
        (role === 'peer' ? members.includes(mspID) : config.ordererEndpoints[mspID] !== undefined),
    );
    if (!joinChannels || missing.length === 0 || (channelID !== opsChannel && (await this.#isUnwanted(channelID)))) {
      return [];
    }
    const ordering = nodes.ordering(config.config);
    for (const node of missing) {
      const stop = metrics.startAction('join');
      try {
        const block = await (node.role === 'peer'
          ? ordering.fetchBlock(channelID, 0n)
          : ordering.fetchConfigBlock(channelID));
        await joinNode({ nodes, node, channelID, block, onSideEffect });
        logger.info({ channelID }, `joined ${node.name} to ${channelID}`);
      } catch (cause) {
        throw new JoinError(`${node.name} could not join ${channelID}: ${reasonOf(cause)}`, { cause });
      } finally {
        stop();
      }
      onChange();
    }
    return missing;
  }

  /** OpsSC leaves it alone, it is halted, or the organization voted against being on it. */
  async #isUnwanted(channelID: string): Promise<boolean> {
    const { nodes, channelStates, signOn } = this.#options.context;
    return (
      (await channelStates.isDisabled(channelID)) ||
      (await channelStates.isHalted(channelID)) ||
      (signOn === 'vote' && (await declinesChannel({ ops: nodes.ops, mspID: nodes.mspID, channelID })))
    );
  }
}

/** An own node that belongs on a channel could not be brought there. */
class JoinError extends Error {}

function organizationsOf({ members, ordererEndpoints }: ChannelConfig): readonly string[] {
  return [...members, ...Object.keys(ordererEndpoints)];
}

/** The ops-channel is known to be there; where nobody knows another one, none of its ordering nodes can be asked. */
function meansStranger({ code }: FabricError, isOpsChannel: boolean): boolean {
  return code === 'FORBIDDEN' || (code === 'NOT_FOUND' && !isOpsChannel);
}

function undefinedIfWaiting(error: unknown): undefined {
  if (!(error instanceof WaitingError)) {
    throw error;
  }
  return undefined;
}
