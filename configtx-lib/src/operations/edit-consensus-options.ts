// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { editBftOptions } from '../genesis/bft-options.js';
import type { BftOptions, RaftOptionChanges } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';
import { bftMetadataOf, consensusOf, raftMetadataOf, setConsensusMetadata } from './consenters.js';
import { OperationProblem } from './operation-problem.js';

/**
 * Changes the options of the consensus that the channel has: those that are given.
 *
 * @throws OperationProblem for options of another consensus
 */
export function editConsensusOptions(draft: ConfigDraft, options: RaftOptionChanges | BftOptions): void {
  const consensus = consensusOf(draft);
  const [foreign] = Object.keys(options).filter((name) => isBftOption(name) !== (consensus === 'BFT'));
  if (foreign !== undefined) {
    throw new OperationProblem(['options', foreign], `no option of ${consensus}, which this channel has`);
  }
  const metadata = consensus === 'BFT' ? bftMetadataOf(draft) : raftMetadataOf(draft);
  const before = metadata.serializeBinary();
  if (metadata instanceof orderer.smartbft.Options) {
    editBftOptions(metadata, options);
  } else {
    editRaftOptions(metadata, options);
  }
  const after = metadata.serializeBinary();
  if (!Buffer.from(before).equals(after)) {
    setConsensusMetadata(draft, after);
  }
}

/** Fabric has SmartBFT's in upper camel case; ours of Raft are in lower. */
function isBftOption(name: string): boolean {
  return /^[A-Z]/.test(name);
}

function editRaftOptions(metadata: orderer.etcdraft.ConfigMetadata, changes: RaftOptionChanges): void {
  const options = metadata.getOptions() ?? new orderer.etcdraft.Options();
  options.setTickInterval(changes.tickInterval ?? options.getTickInterval());
  options.setElectionTick(changes.electionTick ?? options.getElectionTick());
  options.setHeartbeatTick(changes.heartbeatTick ?? options.getHeartbeatTick());
  options.setMaxInflightBlocks(changes.maxInflightBlocks ?? options.getMaxInflightBlocks());
  options.setSnapshotIntervalSize(changes.snapshotIntervalSize ?? options.getSnapshotIntervalSize());
  if (options.getElectionTick() <= options.getHeartbeatTick()) {
    throw new OperationProblem(
      ['options'],
      `ElectionTick (${options.getElectionTick()}) must be greater than HeartbeatTick (${options.getHeartbeatTick()})`,
    );
  }
  metadata.setOptions(options);
}
