// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { changeValue } from '../config-edits.js';
import { type Special, type Specials } from './special.js';

/** How the ordering service cuts blocks. */
export function ordererCases(): Specials {
  const batchSize = (change: (size: orderer.BatchSize) => void): Special => ({
    edit: changeValue('Orderer/BatchSize', orderer.BatchSize, change),
  });
  const batchTimeout = (timeout: string): Special => ({
    edit: changeValue('Orderer/BatchTimeout', orderer.BatchTimeout, (value) => {
      value.setTimeout(timeout);
    }),
  });
  return {
    'batches of no messages': batchSize((size) => {
      size.setMaxMessageCount(0);
    }),
    'batches of no bytes': batchSize((size) => {
      size.setAbsoluteMaxBytes(0);
    }),
    'batches that prefer no bytes': batchSize((size) => {
      size.setPreferredMaxBytes(0);
    }),
    'batches that prefer more than the most': batchSize((size) => {
      size.setPreferredMaxBytes(size.getAbsoluteMaxBytes() + 1);
    }),
    'a timeout': batchTimeout('1m30.5s'),
    'a timeout that is none': batchTimeout('soon'),
    'a timeout without unit': batchTimeout('5'),
    'a timeout in another unit': batchTimeout('5d'),
    'an empty timeout': batchTimeout(''),
    'a timeout of nothing': batchTimeout('0s'),
    'a negative timeout': batchTimeout('-1h2m'),
    'a timeout beyond all measure': batchTimeout('9223372036854775808ns'),
    'a timeout of a point': batchTimeout('.s'),
    'a timeout of a fraction': batchTimeout('.5s'),
  };
}
