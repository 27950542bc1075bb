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
  LeaderRotation: 0,
  DecisionsPerLeader: 0,
};

type OptionValues = typeof defaults;
type Profile = NonNullable<BftProfile['options']>;

/**
 * The metadata of consensus type `BFT`: Fabric's defaults with the profile's differences. Leader rotation is unset (0),
 * as configtxgen leaves it, or off (1); Fabric has none yet.
 *
 * @throws ConfigTxError `INVALID_PROFILE` for an option that SmartBFT does not have, or of the wrong type
 */
export function bftOptions(profile: Profile = {}): orderer.smartbft.Options {
  const options = new orderer.smartbft.Options();
  editBftOptions(options, { ...defaults, ...profile });
  return options;
}

/**
 * Sets options: those that are given.
 *
 * @throws ConfigTxError `INVALID_PROFILE` for an option that SmartBFT does not have, or of the wrong type
 */
export function editBftOptions(options: orderer.smartbft.Options, profile: Profile): void {
  const values = { ...valuesOf(options), ...checked(profile) };
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
  options.setLeaderRotation(leaderRotation(values.LeaderRotation));
  options.setDecisionsPerLeader(values.DecisionsPerLeader);
}

/** The options as a profile has them. */
export function bftOptionsProfile(options: orderer.smartbft.Options): Profile {
  return valuesOf(options);
}

function valuesOf(options: orderer.smartbft.Options): OptionValues {
  return {
    RequestBatchMaxCount: options.getRequestBatchMaxCount(),
    RequestBatchMaxBytes: options.getRequestBatchMaxBytes(),
    RequestBatchMaxInterval: options.getRequestBatchMaxInterval(),
    IncomingMessageBufferSize: options.getIncomingMessageBufferSize(),
    RequestPoolSize: options.getRequestPoolSize(),
    RequestForwardTimeout: options.getRequestForwardTimeout(),
    RequestComplainTimeout: options.getRequestComplainTimeout(),
    RequestAutoRemoveTimeout: options.getRequestAutoRemoveTimeout(),
    RequestMaxBytes: options.getRequestMaxBytes(),
    ViewChangeResendInterval: options.getViewChangeResendInterval(),
    ViewChangeTimeout: options.getViewChangeTimeout(),
    LeaderHeartbeatTimeout: options.getLeaderHeartbeatTimeout(),
    LeaderHeartbeatCount: options.getLeaderHeartbeatCount(),
    CollectTimeout: options.getCollectTimeout(),
    SyncOnStart: options.getSyncOnStart(),
    SpeedUpViewChange: options.getSpeedUpViewChange(),
    LeaderRotation: options.getLeaderRotation(),
    DecisionsPerLeader: options.getDecisionsPerLeader(),
  };
}

function checked(profile: Profile): Partial<OptionValues> {
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
  return profile;
}

type Rotation = ReturnType<orderer.smartbft.Options['getLeaderRotation']>;

function leaderRotation(value: number): Rotation {
  const { ROTATION_UNSPECIFIED, ROTATION_OFF } = orderer.smartbft.Options.Rotation;
  switch (value) {
    case ROTATION_UNSPECIFIED:
    case ROTATION_OFF:
      return value;
    default:
      throw new ConfigTxError(
        'INVALID_PROFILE',
        'leader rotation must be turned off for this version or be unspecified',
      );
  }
}
