// SPDX-License-Identifier: Apache-2.0

import type { ProposalView, UpdateChannel, UpdateSignature } from '@opssc/chaincode/model';
import {
  applyOperations,
  type ChannelOperation,
  computeUpdate,
  ConfigTxError,
  configUpdateBytes,
  mergeSignatures,
  newConfigBundle,
  newConfigUpdateEnvelope,
  parseOperations,
  requiredSignatures,
  simulateUpdate,
  updateDigest,
  validateOperations,
} from '@opssc/configtx';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { PeerNode } from '../fabric/organization-nodes.js';
import type { ChannelConfigs } from './channel-configs.js';
import { type ConfigBlock, readConfigBlock } from './config-block.js';
import type { ObservedUpdate, UpdateInForce } from './observed-update.js';
import { validSignatures } from './valid-signatures.js';

export interface UpdateObserverOptions {
  readonly peers: readonly PeerNode[];
  readonly configs: Pick<ChannelConfigs, 'newest' | 'since'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

type Facts = Pick<ProposalView, 'proposal' | 'signatures'>;

/**
 * What was computed from the same configuration and signatures is believed for this time (milliseconds): only the validity
 * of certificates changes with time.
 */
const believedMilliseconds = 30_000;

interface Computed {
  readonly key: string;
  readonly at: number;
  readonly observed: ObservedUpdate | undefined;
}

/** Sees how decided changes of channels stand, by the configuration on the own peers. Reads only. */
export class UpdateObserver {
  readonly #options: UpdateObserverOptions;
  /** False signatures are said once. */
  readonly #told = new Set<string>();
  /** By proposal. */
  readonly #computed = new Map<string, Computed>();

  constructor(options: UpdateObserverOptions) {
    this.#options = options;
  }

  async observe(facts: Facts, { channelID, operations }: UpdateChannel): Promise<ObservedUpdate> {
    const { configs } = this.#options;
    // What was once brought about by this proposal's own update stays done, whatever later decisions made of it.
    const applied = await this.#applied(facts, channelID);
    if (applied !== undefined) {
      return this.#inForce(channelID, applied, applied.update);
    }
    const newest = await configs.newest(channelID);
    return this.#believed(facts, newest, operations) ?? this.#inForce(channelID, newest, undefined);
  }

  /** To be called when a proposal is finished. */
  forget(id: string): void {
    this.#computed.delete(id);
  }

  /** The configuration block that carries an update which was signed for this proposal. */
  async #applied({ signatures }: Facts, channelID: string): Promise<ConfigBlock | undefined> {
    if (signatures.length === 0) {
      return undefined;
    }
    const digests = new Set(signatures.map((signature) => signature.updateDigest));
    const first = Math.min(...signatures.map(({ configSequence }) => configSequence)) + 1;
    const blocks = await this.#options.configs.since(channelID, BigInt(first));
    return blocks.find(({ update }) => update !== undefined && digests.has(update.digest));
  }

  #believed(facts: Facts, newest: ConfigBlock, operations: UpdateChannel['operations']): ObservedUpdate | undefined {
    const { id } = facts.proposal;
    const signed = facts.signatures.map(({ mspID, updateDigest: digest }) => `${mspID} ${digest}`);
    const key = [String(newest.number), ...signed].join();
    const now = this.#options.clock.now();
    const before = this.#computed.get(id);
    if (before?.key === key && now - before.at < believedMilliseconds) {
      return before.observed;
    }
    const observed = this.#computeSafely(facts, newest, operations);
    this.#computed.set(id, { key, at: now, observed });
    return observed;
  }

  #computeSafely(
    facts: Facts,
    newest: ConfigBlock,
    operations: UpdateChannel['operations'],
  ): ObservedUpdate | undefined {
    try {
      return this.#compute(facts, newest, parseOperations(operations));
    } catch (error) {
      if (error instanceof ConfigTxError) {
        return { state: 'impossible', reason: error.message };
      }
      throw error;
    }
  }

  /** Undefined: the configuration is as the operations want it. */
  #compute(facts: Facts, { config }: ConfigBlock, operations: readonly ChannelOperation[]): ObservedUpdate | undefined {
    const { channelID, config: current, sequence } = config;
    const now = new Date(this.#options.clock.now());
    const update = computeUpdate({ channelID, original: current, updated: applyOperations(current, operations) });
    if (update === undefined) {
      return undefined;
    }
    validateOperations(current, operations, { now });
    const updateBytes = configUpdateBytes(update);
    const digest = updateDigest(updateBytes);
    const signed = facts.signatures.filter((signature) => signature.updateDigest === digest);
    const signatures =
      signed.length === 0
        ? []
        : validSignatures({
            signatures: signed,
            updateBytes,
            bundle: newConfigBundle(channelID, current),
            onFalse: (signature, reason) => {
              this.#tellFalse(signature, reason);
            },
          });
    const good = signatures.map(({ signature }) => signature);
    const { satisfied, missing, unsatisfiable } = requiredSignatures({
      channelID,
      update,
      current,
      signatures: good,
      updateBytes,
    });
    if (unsatisfiable) {
      return { state: 'impossible', reason: 'the signatures of all organizations together would not be enough' };
    }
    if (satisfied) {
      // A refusal is known before anything is sent.
      const envelope = newConfigUpdateEnvelope(updateBytes, mergeSignatures(good));
      simulateUpdate({ channelID, current, envelope, now });
    }
    return {
      state: 'open',
      updateDigest: digest,
      configSequence: sequence,
      updateBytes,
      signatures,
      satisfied,
      missing,
    };
  }

  async #inForce(
    channelID: string,
    { number, config }: ConfigBlock,
    update: ConfigBlock['update'],
  ): Promise<UpdateInForce> {
    const peers = await Promise.all(
      this.#options.peers.map(async ({ name, admin }) => {
        const sequence = await admin.getConfigBlock(channelID).then(
          (block) => readConfigBlock(block).config.sequence,
          () => undefined,
        );
        return { name, has: sequence !== undefined && sequence >= config.sequence };
      }),
    );
    return {
      state: 'in-force',
      configSequence: config.sequence,
      applied: update === undefined ? undefined : { ...update, block: number },
      peers: peers.filter(({ has }) => has).map(({ name }) => name),
      behind: peers.filter(({ has }) => !has).map(({ name }) => name),
    };
  }

  #tellFalse({ proposalID, mspID, updateDigest: digest }: UpdateSignature, reason: string): void {
    const key = `${proposalID} ${mspID} ${digest}`;
    if (!this.#told.has(key)) {
      this.#told.add(key);
      this.#options.logger.warn({ proposalID, mspID }, `the signature of ${mspID} is left out: ${reason}`);
    }
  }
}
