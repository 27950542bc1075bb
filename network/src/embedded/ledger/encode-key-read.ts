// SPDX-License-Identifier: Apache-2.0

import { ledger } from '@hyperledger/fabric-protos';
import type { KeyRead } from './read-write-set.js';

const { kvrwset } = ledger.rwset;

export function encodeKeyRead({ key, version }: KeyRead): ledger.rwset.kvrwset.KVRead {
  const read = new kvrwset.KVRead();
  read.setKey(key);
  if (version) {
    const height = new kvrwset.Version();
    height.setBlockNum(Number(version.block));
    height.setTxNum(version.transaction);
    read.setVersion(height);
  }
  return read;
}
