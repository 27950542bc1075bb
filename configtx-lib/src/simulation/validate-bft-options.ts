// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { parseDuration } from './parse-duration.js';
import { refusal, within } from './refusal.js';

type DurationName =
  | 'RequestBatchMaxInterval'
  | 'RequestForwardTimeout'
  | 'RequestComplainTimeout'
  | 'RequestAutoRemoveTimeout'
  | 'ViewChangeResendInterval'
  | 'ViewChangeTimeout'
  | 'LeaderHeartbeatTimeout'
  | 'CollectTimeout';

/** In the order in which SmartBFT looks at them. */
const positive = [
  'RequestBatchMaxCount',
  'RequestBatchMaxBytes',
  'RequestBatchMaxInterval',
  'IncomingMessageBufferSize',
  'RequestPoolSize',
  'RequestForwardTimeout',
  'RequestComplainTimeout',
  'RequestAutoRemoveTimeout',
  'ViewChangeResendInterval',
  'ViewChangeTimeout',
  'LeaderHeartbeatTimeout',
  'LeaderHeartbeatCount',
  'CollectTimeout',
] as const;

/** SmartBFT's own; the option of that name is not looked at until this has been checked. */
const defaultRequestMaxBytes = 10n * 1024n;

const notBigger = [
  ['RequestBatchMaxCount', 'RequestBatchMaxBytes'],
  ['RequestMaxBytes', 'RequestBatchMaxBytes'],
  ['RequestForwardTimeout', 'RequestComplainTimeout'],
  ['RequestComplainTimeout', 'RequestAutoRemoveTimeout'],
  ['ViewChangeResendInterval', 'ViewChangeTimeout'],
] as const;

/**
 * Checks SmartBFT's options (smartbft/util.ConfigFromMetadataOptions, types.Configuration.Validate).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateBftOptions(options: orderer.smartbft.Options): void {
  const texts: Readonly<Record<DurationName, string>> = {
    RequestBatchMaxInterval: options.getRequestBatchMaxInterval(),
    RequestForwardTimeout: options.getRequestForwardTimeout(),
    RequestComplainTimeout: options.getRequestComplainTimeout(),
    RequestAutoRemoveTimeout: options.getRequestAutoRemoveTimeout(),
    ViewChangeResendInterval: options.getViewChangeResendInterval(),
    ViewChangeTimeout: options.getViewChangeTimeout(),
    LeaderHeartbeatTimeout: options.getLeaderHeartbeatTimeout(),
    CollectTimeout: options.getCollectTimeout(),
  };
  const duration = (name: DurationName): bigint =>
    within(`bad config metadata option ${name}`, () => parseDuration(texts[name]));
  const numbers = {
    RequestBatchMaxCount: BigInt(options.getRequestBatchMaxCount()),
    RequestBatchMaxBytes: BigInt(options.getRequestBatchMaxBytes()),
    RequestMaxBytes: defaultRequestMaxBytes,
    IncomingMessageBufferSize: BigInt(options.getIncomingMessageBufferSize()),
    RequestPoolSize: BigInt(options.getRequestPoolSize()),
    LeaderHeartbeatCount: BigInt(options.getLeaderHeartbeatCount()),
    RequestBatchMaxInterval: duration('RequestBatchMaxInterval'),
    RequestForwardTimeout: duration('RequestForwardTimeout'),
    RequestComplainTimeout: duration('RequestComplainTimeout'),
    RequestAutoRemoveTimeout: duration('RequestAutoRemoveTimeout'),
    ViewChangeResendInterval: duration('ViewChangeResendInterval'),
    ViewChangeTimeout: duration('ViewChangeTimeout'),
    LeaderHeartbeatTimeout: duration('LeaderHeartbeatTimeout'),
    CollectTimeout: duration('CollectTimeout'),
  };
  within('config validation failed', () => {
    const tooSmall = positive.find((name) => numbers[name] <= 0n);
    if (tooSmall) {
      throw refusal(`${tooSmall} should be greater than zero`);
    }
    for (const [smaller, bigger] of notBigger) {
      if (numbers[smaller] > numbers[bigger]) {
        throw refusal(`${smaller} is bigger than ${bigger}`);
      }
    }
    validateRotation(options);
  });
}

/** Decisions per leader count only with leader rotation; without it, SmartBFT is given 0 whatever the option says. */
function validateRotation(options: orderer.smartbft.Options): void {
  const rotates = options.getLeaderRotation() === orderer.smartbft.Options.Rotation.ROTATION_ON;
  if (rotates && options.getDecisionsPerLeader() === 0) {
    throw refusal('DecisionsPerLeader should be greater than zero when leader rotation is active');
  }
}
