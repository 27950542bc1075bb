// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { decodeReadWriteSet } from '../../../src/embedded/ledger/decode-read-write-set.js';
import type { NamespaceAccess } from '../../../src/embedded/ledger/read-write-set.js';
import type { Simulator } from '../../../src/embedded/ledger/ledger.js';
import { TestChannel } from '../fixture.js';

describe('a simulator', () => {
  let channel: TestChannel;
  let simulator: Simulator;

  before(async () => {
    channel = await TestChannel.create(1);
    await channel.deploy({ name: 'basic' });
    await channel.commit(
      await channel.simulated((first) => {
        for (const key of ['a', 'b', 'c']) {
          first.putState('basic', key, Buffer.from(`value of ${key}`));
        }
      }),
    );
  });

  beforeEach(() => {
    simulator = channel.ledger().newSimulator('tx1');
  });

  after(() => channel.dispose());

  const accessTo = (namespace: string): NamespaceAccess | undefined =>
    decodeReadWriteSet(simulator.results().publicResults).namespaces.find((access) => access.namespace === namespace);

  it('reads what is committed, not what it wrote itself', () => {
    simulator.putState('basic', 'a', Buffer.from('new'));

    expect(Buffer.from(simulator.getState('basic', 'a') ?? '').toString()).to.equal('value of a');
    expect(simulator.getState('basic', 'absent')).to.equal(undefined);
  });

  it('records reads with the versions that it saw', () => {
    simulator.getState('basic', 'a');
    simulator.getState('basic', 'absent');

    expect(accessTo('basic')?.reads).to.deep.equal([
      { key: 'a', version: { block: channel.ledger().height - 1n, transaction: 0 } },
      { key: 'absent', version: undefined },
    ]);
  });

  it('records the last write of a key', () => {
    simulator.putState('basic', 'k', Buffer.from('1'));
    simulator.deleteState('basic', 'k');
    simulator.putState('basic', 'k', Buffer.from('2'));
    simulator.putState('basic', 'j', Buffer.from('1'));
    simulator.deleteState('basic', 'j');

    const writes = accessTo('basic')?.writes.map(({ key, value, isDelete }) => [
      key,
      Buffer.from(value).toString(),
      isDelete,
    ]);
    expect(writes).to.deep.equal([
      ['j', '', true],
      ['k', '2', false],
    ]);
  });

  it('takes a write of nothing for a deletion, as Fabric does', () => {
    simulator.putState('basic', 'k', new Uint8Array());

    expect(accessTo('basic')?.writes[0]).to.have.property('isDelete', true);
  });

  it('records a range as far as it was read', () => {
    const range = simulator.range('basic', 'a', 'z');
    range.next();
    range.next();

    expect(accessTo('basic')?.ranges[0]).to.deep.include({ start: 'a', end: 'b', exhausted: false });
  });

  it('records the end that was asked for when a range was read to it', () => {
    const range = simulator.range('basic', '', 'b');
    while (!range.next().done);

    expect(accessTo('basic')?.ranges[0]).to.deep.include({ start: '', end: 'b', exhausted: true });
  });

  it("reads a chaincode's definition when it enters a collection, so that the transaction depends on it", () => {
    simulator.putPrivateData('basic', '_implicit_org_Org1MSP', 'key', Buffer.from('x'));

    expect(accessTo('_lifecycle')?.reads.map(({ key }) => key)).to.include('namespaces/fields/basic/Collections');
  });

  it('refuses a collection that the definition has not', () => {
    expect(() => {
      simulator.putPrivateData('basic', 'missing', 'key', Buffer.from('x'));
    }).to.throw('collection [missing] not defined in the collection config for chaincode [basic]');
    expect(() => simulator.getPrivateDataHash('basic', '_implicit_org_Org9MSP', 'key')).to.throw(
      'collection [_implicit_org_Org9MSP] not defined',
    );
  });

  it('refuses collections of a chaincode that is not defined', () => {
    expect(() => simulator.getPrivateData('undefined', 'any', 'key')).to.throw(
      'collection config not defined for chaincode [undefined]',
    );
  });

  it('refuses private ranges after writes, and writes after private ranges', () => {
    const other = channel.ledger().newSimulator('tx2');
    simulator.putState('basic', 'k', Buffer.from('1'));
    other.rangePrivateData('basic', '_implicit_org_Org1MSP', '', '').next();

    expect(() => simulator.rangePrivateData('basic', '_implicit_org_Org1MSP', '', '')).to.throw(
      'txid [tx1]: unsuppored transaction. Queries on pvt data is supported only in a read-only transaction',
    );
    expect(() => {
      other.putState('basic', 'k', Buffer.from('1'));
    }).to.throw('Transaction has already performed queries on pvt data. Writes are not allowed');
  });

  it('ends with its results', () => {
    simulator.results();

    expect(() => simulator.getState('basic', 'a')).to.throw('this instance should not be used after calling Done()');
    expect(() => simulator.results()).to.throw('should only be called once');
  });
});
