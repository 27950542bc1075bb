// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import type { BftProfile } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';

type Options = orderer.smartbft.Options;

interface Option<T> {
  /** configtxgen's: SmartBFT's own defaults. */
  readonly initial: T;
  set(options: Options, value: T): void;
}

const numbers: Readonly<Record<string, Option<number>>> = {
  RequestBatchMaxCount: {
    initial: 100,
    set: (options, value) => {
      options.setRequestBatchMaxCount(value);
    },
  },
  RequestBatchMaxBytes: {
    initial: 10 * 1024 * 1024,
    set: (options, value) => {
      options.setRequestBatchMaxBytes(value);
    },
  },
  IncomingMessageBufferSize: {
    initial: 200,
    set: (options, value) => {
      options.setIncomingMessageBufferSize(value);
    },
  },
  RequestPoolSize: {
    initial: 400,
    set: (options, value) => {
      options.setRequestPoolSize(value);
    },
  },
  RequestMaxBytes: {
    initial: 0,
    set: (options, value) => {
      options.setRequestMaxBytes(value);
    },
  },
  LeaderHeartbeatCount: {
    initial: 10,
    set: (options, value) => {
      options.setLeaderHeartbeatCount(value);
    },
  },
  DecisionsPerLeader: {
    initial: 0,
    set: (options, value) => {
      options.setDecisionsPerLeader(value);
    },
  },
};

const durations: Readonly<Record<string, Option<string>>> = {
  RequestBatchMaxInterval: {
    initial: '50ms',
    set: (options, value) => {
      options.setRequestBatchMaxInterval(value);
    },
  },
  RequestForwardTimeout: {
    initial: '2s',
    set: (options, value) => {
      options.setRequestForwardTimeout(value);
    },
  },
  RequestComplainTimeout: {
    initial: '20s',
    set: (options, value) => {
      options.setRequestComplainTimeout(value);
    },
  },
  RequestAutoRemoveTimeout: {
    initial: '3m0s',
    set: (options, value) => {
      options.setRequestAutoRemoveTimeout(value);
    },
  },
  ViewChangeResendInterval: {
    initial: '5s',
    set: (options, value) => {
      options.setViewChangeResendInterval(value);
    },
  },
  ViewChangeTimeout: {
    initial: '20s',
    set: (options, value) => {
      options.setViewChangeTimeout(value);
    },
  },
  LeaderHeartbeatTimeout: {
    initial: '1m0s',
    set: (options, value) => {
      options.setLeaderHeartbeatTimeout(value);
    },
  },
  CollectTimeout: {
    initial: '1s',
    set: (options, value) => {
      options.setCollectTimeout(value);
    },
  },
};

const switches: Readonly<Record<string, Option<boolean>>> = {
  SyncOnStart: {
    initial: false,
    set: (options, value) => {
      options.setSyncOnStart(value);
    },
  },
  SpeedUpViewChange: {
    initial: false,
    set: (options, value) => {
      options.setSpeedUpViewChange(value);
    },
  },
};

/**
 * The metadata of consensus type `BFT`: Fabric's defaults with the profile's differences. Leader rotation is left
 * unset, as configtxgen leaves it.
 *
 * @throws ConfigTxError `INVALID_PROFILE` for an option that SmartBFT does not have, or of the wrong type
 */
export function bftOptions(profile: BftProfile['options'] = {}): Options {
  const options = new orderer.smartbft.Options();
  const names = new Set(Object.keys(profile));
  const apply = <T>(table: Readonly<Record<string, Option<T>>>, isOfType: (value: unknown) => value is T): void => {
    for (const [name, { initial, set }] of Object.entries(table)) {
      const value = profile[name] ?? initial;
      if (!isOfType(value)) {
        throw new ConfigTxError('INVALID_PROFILE', `SmartBFT option ${name} must be a ${typeof initial}`);
      }
      set(options, value);
      names.delete(name);
    }
  };
  apply(numbers, (value) => typeof value === 'number');
  apply(durations, (value) => typeof value === 'string');
  apply(switches, (value) => typeof value === 'boolean');
  for (const unknown of names) {
    throw new ConfigTxError('INVALID_PROFILE', `SmartBFT has no option ${unknown}`);
  }
  return options;
}
