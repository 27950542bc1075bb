// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import type { OrdererConfig } from './orderer-config.js';
import { refusal, within } from './refusal.js';
import { validateBftOptions } from './validate-bft-options.js';
import { decodeProto } from './decode-proto.js';

export interface MaintenanceChange {
  readonly current: OrdererConfig;
  readonly next: OrdererConfig;
  readonly update: common.ConfigUpdate;
}

/**
 * Checks an update that enters or leaves maintenance mode, or changes the consensus type in it
 * (msgprocessor.MaintenanceFilter).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function applyMaintenanceFilter(change: MaintenanceChange): void {
  if (!change.current.capabilities.allowsMigration) {
    requireNoMigration(change);
    return;
  }
  const [current, next] = [read(change.current), read(change.next)];
  const types = `from ${current.type} to ${next.type}`;
  const states = `from ${current.state} to ${next.state}`;
  if (current.state !== next.state) {
    requireConsensusTypeOnly(change.update);
    if (current.type !== next.type) {
      throw refusal(`attempted to change ConsensusType.Type ${types}, but ConsensusType.State is changing ${states}`);
    }
    if (!current.metadata.equals(next.metadata)) {
      throw refusal(`attempted to change ConsensusType.Metadata, but ConsensusType.State is changing ${states}`);
    }
  }
  if (current.type === next.type) {
    return;
  }
  // Both states are the same here.
  if (current.state === 'STATE_NORMAL') {
    throw refusal(
      `attempted to change consensus type ${types}, but current config ConsensusType.State is not in maintenance mode`,
    );
  }
  if (next.type !== 'BFT') {
    throw refusal(`attempted to change consensus type ${types}, transition not supported`);
  }
  validateMigrationToBft(current.metadata, change.next);
}

function requireNoMigration({ current, next }: MaintenanceChange): void {
  const { state, type } = read(next);
  if (state !== 'STATE_NORMAL') {
    throw refusal(`next config attempted to change ConsensusType.State to ${state}, but capability is disabled`);
  }
  const currentType = read(current).type;
  if (currentType !== type) {
    throw refusal(
      `next config attempted to change ConsensusType.Type from ${currentType} to ${type}, but capability is disabled`,
    );
  }
}

function read({ consensusType }: OrdererConfig): { type: string; state: string; metadata: Buffer } {
  const isNormal = consensusType.getState() === orderer.ConsensusType.State.STATE_NORMAL;
  return {
    type: consensusType.getType(),
    state: isNormal ? 'STATE_NORMAL' : 'STATE_MAINTENANCE',
    metadata: Buffer.from(consensusType.getMetadata_asU8()),
  };
}

/** Nothing else may change with the state, not even a version of something that stays as it is. */
function requireConsensusTypeOnly(update: common.ConfigUpdate): void {
  const writeSet = update.getWriteSet() ?? new common.ConfigGroup();
  const groups = writeSet.getGroupsMap();
  if (groups.getLength() === 0) {
    throw refusal('config update contains no changes');
  }
  if (writeSet.getValuesMap().getLength() > 0) {
    throw refusal('config update contains changes to values in group Channel');
  }
  if (groups.getLength() > 1) {
    throw refusal('config update contains changes to more than one group');
  }
  const group = groups.get('Orderer');
  if (!group) {
    throw refusal('update does not contain the Orderer group');
  }
  if (group.getGroupsMap().getLength() > 0) {
    throw refusal('config update contains changes to groups within the Orderer group');
  }
  if (!group.getValuesMap().has('ConsensusType')) {
    throw refusal('config update does not contain the ConsensusType value');
  }
  if (group.getValuesMap().getLength() > 1) {
    throw refusal('config update contain more then just the ConsensusType value in the Orderer group');
  }
}

function validateMigrationToBft(raftMetadata: Uint8Array, next: OrdererConfig): void {
  const options = within('failed to unmarshal BFT metadata configuration', () =>
    decodeProto(orderer.smartbft.Options, next.consensusType.getMetadata_asU8()),
  );
  try {
    validateBftOptions(options);
  } catch (cause) {
    throw refusal('invalid BFT metadata configuration', { cause });
  }
  const raftConsenters = decodeProto(orderer.etcdraft.ConfigMetadata, raftMetadata).getConsentersList();
  within('invalid BFT consenter mapping configuration', () => {
    requireSameConsenters(raftConsenters, next.consenters);
  });
}

function requireSameConsenters(
  raftConsenters: readonly orderer.etcdraft.Consenter[],
  bftConsenters: readonly common.Consenter[],
): void {
  if (bftConsenters.length === 0) {
    throw refusal('Invalid new config: bft consenters are missing');
  }
  if (raftConsenters.length !== bftConsenters.length) {
    throw refusal(
      `Invalid new config: the number of bft consenters: ${bftConsenters.length} is not equal to the number of raft consenters: ${raftConsenters.length}`,
    );
  }
  const known = new Set(bftConsenters.map(keyOf));
  const missing = raftConsenters.find((consenter) => !known.has(keyOf(consenter)));
  if (missing) {
    throw refusal(`No suitable BFT consenter for Raft consenter: ${missing.getHost()}:${missing.getPort()}`);
  }
}

function keyOf(consenter: orderer.etcdraft.Consenter | common.Consenter): string {
  const certificates = [consenter.getServerTlsCert_asB64(), consenter.getClientTlsCert_asB64()];
  return [consenter.getHost(), consenter.getPort(), ...certificates].join(' ');
}
