// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { BatchCutter } from '../../../../src/embedded/orderer/batch-cutter.js';

describe('BatchCutter', () => {
  const size = { maxMessageCount: 3, absoluteMaxBytes: 1000, preferredMaxBytes: 100 };

  function message(bytes: number): common.Envelope {
    const envelope = new common.Envelope();
    envelope.setPayload(Buffer.alloc(bytes));
    return envelope;
  }

  it('keeps messages until there are enough', () => {
    const cutter = new BatchCutter();
    const messages = [message(1), message(2), message(3)];
    const batches = messages.map((envelope) => cutter.add(envelope, size));
    expect(batches).to.deep.equal([[], [], [messages]]);
    expect(cutter.isPending).to.equal(false);
  });

  it('cuts what is pending before a message that would overflow it', () => {
    const cutter = new BatchCutter();
    const [first, second] = [message(60), message(50)];
    cutter.add(first, size);
    expect(cutter.add(second, size)).to.deep.equal([[first]]);
    expect(cutter.cut()).to.deep.equal([second]);
  });

  it('isolates a message beyond the preferred size', () => {
    const cutter = new BatchCutter();
    const [small, large] = [message(10), message(101)];
    cutter.add(small, size);
    expect(cutter.add(large, size)).to.deep.equal([[small], [large]]);
    expect(cutter.isPending).to.equal(false);
  });

  it('cuts nothing when nothing is pending', () => {
    expect(new BatchCutter().cut()).to.deep.equal([]);
  });
});
