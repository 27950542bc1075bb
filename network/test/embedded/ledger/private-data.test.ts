// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSignaturePolicy } from '@opssc/configtx';
import { ledger, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { Simulator } from '../../../src/embedded/ledger/ledger.js';
import { hashKey } from '../../../src/embedded/ledger/hash-key.js';
import { TestChannel } from '../fixture.js';

const { MVCC_READ_CONFLICT, VALID } = peer.TxValidationCode;

describe('private data', () => {
  let channel: TestChannel;

  beforeEach(async () => {
    channel = await TestChannel.create();
    await channel.deploy({
      name: 'basic',
      collections: collectionsOf([
        { name: 'shared', members: ['Org1MSP', 'Org2MSP'] },
        { name: 'shortlived', members: ['Org1MSP', 'Org2MSP'], blockToLive: 1 },
      ]),
    });
  });

  afterEach(() => channel.dispose());

  const put =
    (key: string, value: string, collection = 'shared') =>
    (simulator: Simulator): void => {
      simulator.putPrivateData('basic', collection, key, Buffer.from(value));
    };
  const nothing =
    (key: string) =>
    (simulator: Simulator): void => {
      simulator.putState('basic', key, Buffer.from('x'));
    };
  const valueAt = (number: number, key: string, collection = 'shared'): string | undefined => {
    const found = channel.ledger(number).state.getPrivate('basic', collection, key);
    return found && Buffer.from(found.value).toString();
  };
  const hasHash = (number: number, key: string, collection = 'shared'): boolean =>
    channel.ledger(number).state.getPrivateHash('basic', collection, Buffer.from(hashKey(key), 'hex')) !== undefined;
  /** Keys in the clear that the ledger keeps of its last block. */
  const keptAt = (number: number): string[] =>
    [
      ...channel
        .ledger(number)
        .getPrivateData(channel.ledger(number).height - 1n)
        .values(),
    ].flatMap((data) =>
      data
        .getNsPvtRwsetList()
        .flatMap((namespace) =>
          namespace.getCollectionPvtRwsetList().map((collection) => collection.getCollectionName()),
        ),
    );

  it('is kept by members only; its hash by everyone', async () => {
    await channel.commit(await channel.simulated(put('key', 'secret')));

    expect([1, 2, 3].map((number) => valueAt(number, 'key'))).to.deep.equal(['secret', 'secret', undefined]);
    expect([1, 2, 3].map((number) => hasHash(number, 'key'))).to.deep.equal([true, true, true]);
    expect([1, 2, 3].map(keptAt)).to.deep.equal([['shared'], ['shared'], []]);
  });

  it('of an implicit collection is kept by its organization only', async () => {
    await channel.commit(await channel.simulated(put('key', 'own', '_implicit_org_Org2MSP')));

    expect([1, 2, 3].map((number) => valueAt(number, 'key', '_implicit_org_Org2MSP'))).to.deep.equal([
      undefined,
      'own',
      undefined,
    ]);
  });

  it('does not appear in the clear in the block', async () => {
    await channel.commit(await channel.simulated(put('key', 'a very secret value')));
    const block = channel.ledger().getBlock(channel.ledger().height - 1n);

    expect(Buffer.from(block?.serializeBinary() ?? '').includes('a very secret value')).to.equal(false);
  });

  it('of an invalid transaction is not kept', async () => {
    await channel.commit(await channel.simulated(put('key', 'secret'), { endorsers: [] }));

    expect(valueAt(1, 'key')).to.equal(undefined);
    expect(keptAt(1)).to.deep.equal([]);
  });

  it('that is not what the hash says is not kept', async () => {
    const nonce = Buffer.alloc(24, 1);
    const forged = await channel.simulated(put('key', 'forged'), { nonce });
    await channel.simulated(put('other', 'true'), { nonce });
    await channel.commit(forged);

    expect(valueAt(1, 'key')).to.equal(undefined);
    expect(hasHash(1, 'key')).to.equal(true);
  });

  it('that was read conflicts when it changes', async () => {
    await channel.commit(await channel.simulated(put('key', '1')));
    const [writer, reader] = [
      await channel.simulated(put('key', '2')),
      await channel.simulated((simulator) => {
        simulator.getPrivateData('basic', 'shared', 'key');
      }),
    ];

    expect(await channel.commit(writer, reader)).to.deep.equal([VALID, MVCC_READ_CONFLICT]);
  });

  it('is there after the ledger is opened again', async () => {
    await channel.commit(await channel.simulated(put('key', 'secret')), await channel.simulated(put('b', 'other')));
    const kept = keptAt(1);
    await channel.reopenLedger(1);

    expect([valueAt(1, 'key'), valueAt(1, 'b')]).to.deep.equal(['secret', 'other']);
    expect(keptAt(1)).to.deep.equal(kept);
  });

  it('that is deleted is gone, and its hash too', async () => {
    await channel.commit(await channel.simulated(put('key', 'secret')));
    await channel.commit(
      await channel.simulated((simulator) => {
        simulator.deletePrivateData('basic', 'shared', 'key');
      }),
    );

    expect(valueAt(1, 'key')).to.equal(undefined);
    expect(hasHash(1, 'key')).to.equal(false);
  });

  it('follows the version of its hash when only metadata changes', async () => {
    await channel.commit(await channel.simulated(put('key', 'secret')));
    await channel.commit(
      await channel.simulated((simulator) => {
        simulator.putPrivateMetadata('basic', 'shared', 'key', 'name', Buffer.from('meta'));
      }),
    );
    const simulator = channel.ledger().newSimulator('read');

    expect(Buffer.from(simulator.getPrivateData('basic', 'shared', 'key') ?? '').toString()).to.equal('secret');
    expect([...simulator.getPrivateMetadata('basic', 'shared', 'key').keys()]).to.deep.equal(['name']);
  });

  describe('that is purged', () => {
    const purge = (simulator: Simulator): void => {
      simulator.purgePrivateData('basic', 'shared', 'key');
    };

    it('is gone from state, history and disk', async () => {
      await channel.commit(
        await channel.simulated(put('key', 'purge me')),
        await channel.simulated(put('b', 'keep me')),
      );
      const block = channel.ledger().height - 1n;
      await channel.commit(await channel.simulated(purge));

      expect(valueAt(1, 'key')).to.equal(undefined);
      const kept = [...channel.ledger().getPrivateData(block).values()].map((data) =>
        Buffer.from(data.serializeBinary()),
      );
      expect(kept.some((bytes) => bytes.includes('purge me'))).to.equal(false);
      expect(kept.some((bytes) => bytes.includes('keep me'))).to.equal(true);
      const file = await readFile(join(channel.ledgerDir(1), 'private-data'));
      expect(file.includes('purge me')).to.equal(false);
      expect(file.includes('keep me')).to.equal(true);
    });

    it('stays gone after the ledger is opened again, and is not fetched from others', async () => {
      await channel.commit(await channel.simulated(put('key', 'purge me')));
      await channel.commit(await channel.simulated(purge));
      await channel.reopenLedger(1);
      await channel.commit(await channel.simulated(nothing('next')));

      expect(valueAt(1, 'key')).to.equal(undefined);
      expect((await readFile(join(channel.ledgerDir(1), 'private-data'))).includes('purge me')).to.equal(false);
    });

    it('can be written again', async () => {
      await channel.commit(await channel.simulated(put('key', 'old')));
      await channel.commit(await channel.simulated(purge));
      await channel.commit(await channel.simulated(put('key', 'new')));
      await channel.reopenLedger(1);

      expect(valueAt(1, 'key')).to.equal('new');
    });
  });

  describe('that lives for one block', () => {
    it('is there for that block, and gone with its hash after it', async () => {
      await channel.commit(await channel.simulated(put('key', 'short', 'shortlived')));
      await channel.commit(await channel.simulated(nothing('1')));
      expect(valueAt(1, 'key', 'shortlived')).to.equal('short');

      await channel.commit(await channel.simulated(nothing('2')));
      expect(valueAt(1, 'key', 'shortlived')).to.equal(undefined);
      expect([1, 3].map((number) => hasHash(number, 'key', 'shortlived'))).to.deep.equal([false, false]);
    });

    it('lives on when it is written again', async () => {
      await channel.commit(await channel.simulated(put('key', 'first', 'shortlived')));
      await channel.commit(await channel.simulated(put('key', 'second', 'shortlived')));
      await channel.commit(await channel.simulated(nothing('1')));

      expect(valueAt(1, 'key', 'shortlived')).to.equal('second');
    });

    it('is gone from the disk after the ledger is opened again', async () => {
      await channel.commit(await channel.simulated(put('key', 'forget me', 'shortlived')));
      await channel.commit(await channel.simulated(nothing('1')));
      await channel.commit(await channel.simulated(nothing('2')));
      await channel.reopenLedger(1);

      expect(valueAt(1, 'key', 'shortlived')).to.equal(undefined);
      expect((await readFile(join(channel.ledgerDir(1), 'private-data'))).includes('forget me')).to.equal(false);
    });
  });

  describe('that a peer missed', () => {
    /** Commits while no one offers the data, and gives it back afterwards. */
    async function commitWithout(key: string, value: string): Promise<() => void> {
      const nonce = Buffer.from(key.padEnd(24));
      const envelope = await channel.simulated(put(key, value), { nonce });
      const get = channel.exchange.get.bind(channel.exchange);
      channel.exchange.get = () => undefined;
      await channel.commit(envelope);
      return () => {
        channel.exchange.get = get;
      };
    }

    it('does not keep the block from being committed, but cannot be read', async () => {
      await commitWithout('key', 'missed');
      const simulator = channel.ledger().newSimulator('read');

      expect(hasHash(1, 'key')).to.equal(true);
      expect(() => simulator.getPrivateData('basic', 'shared', 'key')).to.throw(
        /private data matching public hash version is not available\. .* Private data version = <nil>/,
      );
    });

    it('is fetched as soon as someone has it', async () => {
      const offer = await commitWithout('key', 'missed');
      offer();
      await channel.commit(await channel.simulated(nothing('next')));

      expect(valueAt(1, 'key')).to.equal('missed');
      await channel.reopenLedger(1);
      expect(valueAt(1, 'key')).to.equal('missed');
    });

    it('is fetched when the ledger is opened', async () => {
      const offer = await commitWithout('key', 'missed');
      await channel.closeLedger(1);
      offer();
      await channel.openLedger(1);

      expect(valueAt(1, 'key')).to.equal('missed');
    });

    it('does not come back over a newer value', async () => {
      const offer = await commitWithout('key', 'old');
      offer();
      await channel.commit(await channel.simulated(put('key', 'new')));
      await channel.commit(await channel.simulated(nothing('next')));

      expect(valueAt(1, 'key')).to.equal('new');
    });
  });

  describe('of a member that was away', () => {
    it('comes from the ledgers of others', async () => {
      channel.exchange.addSource(channel.ledger(2));
      await channel.closeLedger(1);
      const envelope = await channel.simulated(put('key', 'away'), { at: 2 });
      const block = channel.nextBlock([envelope]);
      await channel.ledger(2).commit(block);
      for (let index = 0; index < 10_000; index++) {
        channel.exchange.put(channel.channelID, `other ${index}`, emptySet);
      }
      const returned = await channel.openLedger(1);
      await returned.commit(block);

      expect(valueAt(1, 'key')).to.equal('away');
    });
  });
});

const emptySet = new ledger.rwset.TxPvtReadWriteSet();

function collectionsOf(
  definitions: readonly { name: string; members: readonly string[]; blockToLive?: number }[],
): peer.CollectionConfigPackage {
  const config = new peer.CollectionConfigPackage();
  for (const { name, members, blockToLive = 0 } of definitions) {
    const policy = new peer.CollectionPolicyConfig();
    policy.setSignaturePolicy(parseSignaturePolicy(`OR(${members.map((mspID) => `'${mspID}.member'`).join(', ')})`));
    const collection = new peer.StaticCollectionConfig();
    collection.setName(name);
    collection.setMemberOrgsPolicy(policy);
    collection.setMaximumPeerCount(1);
    collection.setBlockToLive(blockToLive);
    config.addConfig().setStaticCollectionConfig(collection);
  }
  return config;
}
