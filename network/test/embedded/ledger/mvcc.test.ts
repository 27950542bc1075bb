// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { decodeReadWriteSet } from '../../../src/embedded/ledger/decode-read-write-set.js';
import type { Simulator } from '../../../src/embedded/ledger/ledger.js';
import { TestChannel } from '../fixture.js';

const { MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT, VALID } = peer.TxValidationCode;

describe('reads of a transaction', () => {
  let channel: TestChannel;

  before(async () => {
    channel = await TestChannel.create(1);
    await channel.deploy({ name: 'basic' });
  });

  after(() => channel.dispose());

  const put =
    (...keys: string[]) =>
    (simulator: Simulator): void => {
      for (const key of keys) {
        simulator.putState('basic', key, Buffer.from('value'));
      }
    };
  const remove =
    (key: string) =>
    (simulator: Simulator): void => {
      simulator.deleteState('basic', key);
    };
  /** Reads keys and writes one of its own, so that it is a transaction like any other. */
  const read =
    (...keys: string[]) =>
    (simulator: Simulator): void => {
      keys.forEach((key) => simulator.getState('basic', key));
      simulator.putState('basic', 'reader', Buffer.from('read'));
    };
  /** Reads at most `count` results of a range. */
  const scan =
    (start: string, end: string, count = Infinity) =>
    (simulator: Simulator): void => {
      const results = simulator.range('basic', start, end);
      for (let seen = 0; seen < count && !results.next().done; seen++);
      simulator.putState('basic', 'reader', Buffer.from('scanned'));
    };

  it('hold when nothing has changed', async () => {
    await channel.commit(await channel.simulated(put('still')));

    expect(await channel.commit(await channel.simulated(read('still', 'absent')))).to.deep.equal([VALID]);
  });

  const conflicts = [
    { reason: 'changed', before: put('changed'), during: put('changed'), key: 'changed' },
    { reason: 'created', before: put('other'), during: put('created'), key: 'created' },
    { reason: 'deleted', before: put('deleted'), during: remove('deleted'), key: 'deleted' },
    { reason: 'deleted though it did not exist', before: put('other'), during: remove('never'), key: 'never' },
  ];
  for (const { reason, before: prepare, during, key } of conflicts) {
    it(`conflict within a block when the key is ${reason}`, async () => {
      await channel.commit(await channel.simulated(prepare));
      const [writer, reader] = [await channel.simulated(during), await channel.simulated(read(key))];

      expect(await channel.commit(writer, reader)).to.deep.equal([VALID, MVCC_READ_CONFLICT]);
    });
  }

  for (const { reason, before: prepare, during, key } of conflicts.slice(0, 3)) {
    it(`conflict with an earlier block when the key is ${reason}`, async () => {
      await channel.commit(await channel.simulated(remove('created')), await channel.simulated(prepare));
      const [writer, reader] = [await channel.simulated(during), await channel.simulated(read(key))];
      await channel.commit(writer);

      expect(await channel.commit(reader)).to.deep.equal([MVCC_READ_CONFLICT]);
    });
  }

  it('do not conflict with the writes of an invalid transaction', async () => {
    await channel.commit(await channel.simulated(put('untouched')));
    const invalid = await channel.simulated(put('untouched'), { endorsers: [] });

    expect((await channel.commit(invalid, await channel.simulated(read('untouched'))))[1]).to.equal(VALID);
  });

  it('leave the writes of an invalid transaction without effect', async () => {
    await channel.commit(await channel.simulated(put('source')));
    const both = (simulator: Simulator): void => {
      simulator.getState('basic', 'source');
      simulator.putState('basic', 'effect', Buffer.from('x'));
    };
    const [writer, reader] = [await channel.simulated(put('source')), await channel.simulated(both)];
    await channel.commit(writer, reader);

    expect(channel.ledger().state.get('basic', 'effect')).to.equal(undefined);
  });

  it('let seven writers of keys of their own into one block, and every write is kept', async () => {
    await channel.commit(await channel.simulated(put('proposal')));
    const votes = Array.from({ length: 7 }, (_, index) => `vote~1~Org${index + 1}MSP`);
    const envelopes = await Promise.all(
      votes.map((vote) =>
        channel.simulated((simulator) => {
          simulator.getState('basic', 'proposal');
          simulator.getState('basic', vote);
          simulator.putState('basic', vote, Buffer.from('agreed'));
        }),
      ),
    );

    expect(await channel.commit(...envelopes)).to.deep.equal(votes.map(() => VALID));
    const kept = Array.from(channel.ledger().state.range('basic', 'vote~1~', 'vote~1~\u{10ffff}'), ({ key }) => key);
    expect(kept).to.deep.equal(votes);
  });

  describe('of ranges', () => {
    beforeEach(async () => {
      await channel.commit(
        await channel.simulated((simulator) => {
          put('r1', 'r3', 'r5')(simulator);
          simulator.deleteState('basic', 'r2');
          simulator.deleteState('basic', 'r4');
          simulator.deleteState('basic', 'r9');
        }),
      );
    });

    const cases = [
      { reason: 'nothing changes', change: put('elsewhere'), code: VALID },
      { reason: 'a key appears', change: put('r2'), code: PHANTOM_READ_CONFLICT },
      { reason: 'a key changes', change: put('r3'), code: PHANTOM_READ_CONFLICT },
      { reason: 'a key disappears', change: remove('r3'), code: PHANTOM_READ_CONFLICT },
      { reason: 'the key at the end, which does not belong to it, changes', change: put('r5'), code: VALID },
    ];
    for (const { reason, change, code } of cases) {
      it(`give code ${code} within a block when ${reason}`, async () => {
        const [writer, scanner] = [await channel.simulated(change), await channel.simulated(scan('r1', 'r5'))];

        expect(await channel.commit(writer, scanner)).to.deep.equal([VALID, code]);
      });

      it(`give code ${code} against an earlier block when ${reason}`, async () => {
        const [writer, scanner] = [await channel.simulated(change), await channel.simulated(scan('r1', 'r5'))];
        await channel.commit(writer);

        expect(await channel.commit(scanner)).to.deep.equal([code]);
      });
    }

    const partial = [
      { reason: 'behind what was read', change: put('r4'), code: VALID },
      { reason: 'among what was read', change: put('r2'), code: PHANTOM_READ_CONFLICT },
      { reason: 'at the last key that was read', change: put('r3'), code: PHANTOM_READ_CONFLICT },
    ];
    for (const { reason, change, code } of partial) {
      it(`that were not read to the end give code ${code} for a change ${reason}`, async () => {
        const [writer, scanner] = [await channel.simulated(change), await channel.simulated(scan('r1', '', 2))];

        expect(await channel.commit(writer, scanner)).to.deep.equal([VALID, code]);
      });
    }

    it('with many results are recorded as a hash tree, and checked', async () => {
      const keys = Array.from({ length: 120 }, (_, index) => `many${String(index).padStart(3, '0')}`);
      await channel.commit(await channel.simulated(put(...keys)));
      const simulator = channel.ledger().newSimulator('many');
      scan('many', 'manz')(simulator);
      const [range] = decodeReadWriteSet(simulator.results().publicResults).namespaces[0]?.ranges ?? [];
      expect(range?.results).to.have.property('type', 'merkle');

      const [unchanged, changed] = [
        await channel.simulated(scan('many', 'manz')),
        await channel.simulated(scan('many', 'manz')),
      ];
      const writer = await channel.simulated(put('many060'));
      expect(await channel.commit(unchanged, writer, changed)).to.deep.equal([VALID, VALID, PHANTOM_READ_CONFLICT]);
    });

    it('that were never read do not bind', async () => {
      const [writer, scanner] = [await channel.simulated(put('r2')), await channel.simulated(scan('r1', 'r5', 0))];

      expect(await channel.commit(writer, scanner)).to.deep.equal([VALID, VALID]);
    });
  });
});
