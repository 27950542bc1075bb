// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { goDuration } from '../node/go-duration.js';
import { publicKeyOf } from '../node/public-key-of.js';
import type { BatchSize } from './batch-cutter.js';

/** What the ordering service reads of a channel's configuration. */
export interface OrdererConfig {
  readonly consensusType: string;
  /** While the consensus type is being changed, only administrators of the ordering service may do anything. */
  readonly isInMaintenance: boolean;
  readonly batchSize: BatchSize;
  /** Milliseconds from the first pending message to the cut. */
  readonly batchTimeout: number;
  readonly consenters: readonly Consenter[];
}

/** A consenter as the configuration describes it; public keys are those of `publicKeyOf`. */
export interface Consenter {
  /** `host:port` */
  readonly address: string;
  /** Number in the consenter mapping; BFT signatures name it. Undefined under Raft. */
  readonly id: number | undefined;
  /** Of its server and its client certificate. */
  readonly tlsKeys: readonly string[];
  /** Of its signing certificate; undefined under Raft, which does not name it. */
  readonly identityKey: string | undefined;
}

/** @throws Error when the configuration has no orderer group, or a value of it can't be read. */
export function readOrdererConfig(config: common.Config): OrdererConfig {
  const group = config.getChannelGroup()?.getGroupsMap().get('Orderer');
  if (!group) {
    throw new Error('the configuration has no Orderer group');
  }
  const value = (name: string) => group.getValuesMap().get(name)?.getValue_asU8() ?? new Uint8Array();
  const consensus = orderer.ConsensusType.deserializeBinary(value('ConsensusType'));
  const size = orderer.BatchSize.deserializeBinary(value('BatchSize'));
  const timeout = orderer.BatchTimeout.deserializeBinary(value('BatchTimeout')).getTimeout();
  const consensusType = consensus.getType();
  const isBft = consensusType === 'BFT';
  return {
    consensusType,
    isInMaintenance: consensus.getState() === orderer.ConsensusType.State.STATE_MAINTENANCE,
    batchSize: {
      maxMessageCount: size.getMaxMessageCount(),
      absoluteMaxBytes: size.getAbsoluteMaxBytes(),
      preferredMaxBytes: size.getPreferredMaxBytes(),
    },
    batchTimeout: goDuration(isBft ? bftInterval(consensus, timeout) : timeout),
    consenters: isBft ? bftConsenters(value('Orderers')) : raftConsenters(consensus),
  };
}

/** SmartBFT cuts by its own interval and not by the channel's BatchTimeout. */
function bftInterval(consensus: orderer.ConsensusType, fallback: string): string {
  const options = orderer.smartbft.Options.deserializeBinary(consensus.getMetadata_asU8());
  return options.getRequestBatchMaxInterval() || fallback;
}

function bftConsenters(value: Uint8Array): Consenter[] {
  return common.Orderers.deserializeBinary(value)
    .getConsenterMappingList()
    .map((consenter) => ({
      address: `${consenter.getHost()}:${consenter.getPort()}`,
      id: consenter.getId(),
      tlsKeys: keysOf([consenter.getServerTlsCert_asU8(), consenter.getClientTlsCert_asU8()]),
      identityKey: publicKeyOf(consenter.getIdentity_asU8()),
    }));
}

function raftConsenters(consensus: orderer.ConsensusType): Consenter[] {
  return orderer.etcdraft.ConfigMetadata.deserializeBinary(consensus.getMetadata_asU8())
    .getConsentersList()
    .map((consenter) => ({
      address: `${consenter.getHost()}:${consenter.getPort()}`,
      id: undefined,
      tlsKeys: keysOf([consenter.getServerTlsCert_asU8(), consenter.getClientTlsCert_asU8()]),
      identityKey: undefined,
    }));
}

function keysOf(certificates: readonly Uint8Array[]): string[] {
  return certificates.map(publicKeyOf).filter((key) => key !== undefined);
}
