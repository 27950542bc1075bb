// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import type { BftProfile } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';

/** configtxgen's: SmartBFT's own defaults. */
const defaults = {
  RequestBatchMaxCount: 100,
  RequestBatchMaxBytes: 10 * 1024 * 1024,
  RequestBatchMaxInterval: '50ms',
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 400,
  RequestForwardTimeout: '2s',
  RequestComplainTimeout: '20s',
  RequestAutoRemoveTimeout: '3m0s',
  RequestMaxBytes: 0,
  ViewChangeResendInterval: '5s',
  ViewChangeTimeout: '20s',
  LeaderHeartbeatTimeout: '1m0s',
  LeaderHeartbeatCount: 10,
  CollectTimeout: '1s',
  SyncOnStart: false,
  SpeedUpViewChange: false,
  DecisionsPerLeader: 0,
};

/**
 * The metadata of consensus type `BFT`: Fabric's defaults with the profile's differences. Leader rotation is left
 * unset, as configtxgen leaves it.
 *
 * @throws ConfigTxError `INVALID_PROFILE` for an option that SmartBFT does not have, or of the wrong type
 */
export function bftOptions(profile: BftProfile['options'] = {}): orderer.smartbft.Options {
  const values = withDefaults(profile);
  const options = new orderer.smartbft.Options();
  options.setRequestBatchMaxCount(values.RequestBatchMaxCount);
  options.setRequestBatchMaxBytes(values.RequestBatchMaxBytes);
  options.setRequestBatchMaxInterval(values.RequestBatchMaxInterval);
  options.setIncomingMessageBufferSize(values.IncomingMessageBufferSize);
  options.setRequestPoolSize(values.RequestPoolSize);
  options.setRequestForwardTimeout(values.RequestForwardTimeout);
  options.setRequestComplainTimeout(values.RequestComplainTimeout);
  options.setRequestAutoRemoveTimeout(values.RequestAutoRemoveTimeout);
  options.setRequestMaxBytes(values.RequestMaxBytes);
  options.setViewChangeResendInterval(values.ViewChangeResendInterval);
  options.setViewChangeTimeout(values.ViewChangeTimeout);
  options.setLeaderHeartbeatTimeout(values.LeaderHeartbeatTimeout);
  options.setLeaderHeartbeatCount(values.LeaderHeartbeatCount);
  options.setCollectTimeout(values.CollectTimeout);
  options.setSyncOnStart(values.SyncOnStart);
  options.setSpeedUpViewChange(values.SpeedUpViewChange);
  options.setDecisionsPerLeader(values.DecisionsPerLeader);
  return options;
}

function withDefaults(profile: NonNullable<BftProfile['options']>): typeof defaults {
  const types = new Map(Object.entries(defaults).map(([name, value]) => [name, typeof value]));
  for (const [name, value] of Object.entries(profile)) {
    const type = types.get(name);
    if (type === undefined) {
      throw new ConfigTxError('INVALID_PROFILE', `SmartBFT has no option ${name}`);
    }
    if (typeof value !== type) {
      throw new ConfigTxError('INVALID_PROFILE', `SmartBFT option ${name} must be a ${type}`);
    }
  }
  return { ...defaults, ...profile };
}
