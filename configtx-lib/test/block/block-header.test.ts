// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { blockHeaderBytes, blockHeaderHash } from '../../src/index.js';
import { readGolden } from '../support/golden.js';

/** Bytes in hexadecimal. */
interface GoldenHeader {
  readonly number: number;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly bytes: string;
  readonly hash: string;
}

for (const { number, previousHash, dataHash, bytes, hash } of readGolden('block-headers.json') as GoldenHeader[]) {
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setPreviousHash(Buffer.from(previousHash, 'hex'));
  header.setDataHash(Buffer.from(dataHash, 'hex'));

  describe(`the header of block ${number}`, () => {
    it("has Fabric's bytes", () => {
      expect(Buffer.from(blockHeaderBytes(header)).toString('hex')).to.equal(bytes);
    });

    it("has Fabric's hash", () => {
      expect(Buffer.from(blockHeaderHash(header)).toString('hex')).to.equal(hash);
    });
  });
}
