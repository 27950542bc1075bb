// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import type { RaftProfile } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { pemBytes } from './pem-bytes.js';

/** configtxgen's. */
export const defaultRaftOptions = {
  tickInterval: '500ms',
  electionTick: 10,
  heartbeatTick: 1,
  maxInflightBlocks: 5,
  snapshotIntervalSize: 16 * 1024 * 1024,
};

/**
 * The metadata of consensus type `etcdraft`.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function raftMetadata(profile: RaftProfile): orderer.etcdraft.ConfigMetadata {
  if (profile.consenters.length === 0) {
    throw new ConfigTxError('INVALID_PROFILE', 'etcdraft configuration did not specify any consenter');
  }
  const metadata = new orderer.etcdraft.ConfigMetadata();
  metadata.setConsentersList(profile.consenters.map(consenterOf));
  metadata.setOptions(optionsOf(profile.options ?? defaultRaftOptions));
  return metadata;
}

function consenterOf(profile: RaftProfile['consenters'][number]): orderer.etcdraft.Consenter {
  const path = `consenter ${profile.host}:${profile.port}`;
  const consenter = new orderer.etcdraft.Consenter();
  consenter.setHost(profile.host);
  consenter.setPort(profile.port);
  consenter.setClientTlsCert(pemBytes(profile.clientTlsCert, `${path}: clientTlsCert`));
  consenter.setServerTlsCert(pemBytes(profile.serverTlsCert, `${path}: serverTlsCert`));
  return consenter;
}

function optionsOf(profile: NonNullable<RaftProfile['options']>): orderer.etcdraft.Options {
  if (profile.electionTick <= profile.heartbeatTick) {
    throw new ConfigTxError('INVALID_PROFILE', 'election tick must be greater than heartbeat tick');
  }
  const options = new orderer.etcdraft.Options();
  options.setTickInterval(profile.tickInterval);
  options.setElectionTick(profile.electionTick);
  options.setHeartbeatTick(profile.heartbeatTick);
  options.setMaxInflightBlocks(profile.maxInflightBlocks);
  options.setSnapshotIntervalSize(profile.snapshotIntervalSize);
  return options;
}
