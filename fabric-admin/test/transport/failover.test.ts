// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { FabricError, type FabricErrorCode } from '../../src/index.js';
import { Failover } from '../../src/transport/failover.js';
import { rejection } from '../support/rejection.js';

type Name = 'first' | 'second' | 'third';

const targets = (['first', 'second', 'third'] as const).map((name) => ({
  endpoint: { name, address: `${name}:7051` },
}));

describe('Failover', () => {
  let now: number;
  let asked: Name[];
  let log: string[];
  let failing: Partial<Record<Name, FabricErrorCode>>;
  let failover: Failover<(typeof targets)[number]>;

  beforeEach(() => {
    now = 0;
    asked = [];
    log = [];
    failing = {};
    failover = new Failover({
      targets,
      logger: { info: (message) => log.push(message), warn: (message) => log.push(message) },
      now: () => now,
    });
  });

  it('asks the first alone while it answers', async () => {
    expect(await ask()).to.equal('first');
    expect(asked).to.deep.equal(['first']);
  });

  it('asks one that failed after the others for 5 s, and twice as long after each further failure', async () => {
    failing = { first: 'TIMEOUT' };
    for (const { at, order } of [
      { at: 0, order: ['first', 'second'] },
      { at: 4_999, order: ['second'] },
      { at: 5_000, order: ['first', 'second'] },
      { at: 14_999, order: ['second'] },
      { at: 15_000, order: ['first', 'second'] },
      { at: 34_999, order: ['second'] },
      { at: 35_000, order: ['first', 'second'] },
    ]) {
      now = at;
      asked = [];
      await ask();
      expect(asked, `at ${String(at)}`).to.deep.equal(order);
    }
    expect(log).to.have.length(1);
  });

  it('counts the failures of calls at the same time as one', async () => {
    failing = { first: 'UNAVAILABLE' };
    await Promise.all([ask(), ask(), ask(), ask()]);
    asked = [];
    now = 5_000;
    await ask();
    expect(asked[0]).to.equal('first');
    expect(log).to.have.length(1);
  });

  it('never waits longer than two minutes', async () => {
    failing = { first: 'UNAVAILABLE' };
    for (let failure = 0; failure < 20; failure += 1) {
      await ask();
      now += 120_000;
    }
    asked = [];
    await ask();
    expect(asked[0]).to.equal('first');
  });

  it('begins anew after an answer', async () => {
    failing = { first: 'UNAVAILABLE' };
    await ask();
    now = 5_000;
    failing = {};
    expect(await ask()).to.equal('first');
    expect(log.at(-1)).to.contain('first').and.to.contain('answers again');
    failing = { first: 'UNAVAILABLE' };
    await ask();
    now = 10_000;
    failing = {};
    expect(await ask()).to.equal('first');
  });

  it('asks those that failed a moment ago when there is no other', async () => {
    failing = { first: 'UNAVAILABLE', second: 'UNAVAILABLE', third: 'UNAVAILABLE' };
    await rejection(ask(), FabricError);
    failing = { first: 'UNAVAILABLE', second: 'UNAVAILABLE' };
    expect(await ask()).to.equal('third');
  });

  it('stops at a refusal', async () => {
    failing = { first: 'REFUSED' };
    expect(await rejection(ask(), FabricError)).to.have.property('code', 'REFUSED');
    expect(asked).to.deep.equal(['first']);
    expect(log).to.deep.equal([]);
  });

  for (const { codes, code } of [
    { codes: ['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE'], code: 'UNAVAILABLE' },
    { codes: ['UNAVAILABLE', 'TIMEOUT', 'UNAVAILABLE'], code: 'TIMEOUT' },
  ] as const) {
    it(`fails with ${code} after ${codes.join(', ')}`, async () => {
      failing = { first: codes[0], second: codes[1], third: codes[2] };
      const error = await rejection(ask(), FabricError);
      expect(error.code).to.equal(code);
      expect(error.details).to.have.length(3);
      expect(error.cause).to.be.instanceOf(FabricError).with.property('message', 'third is gone');
    });
  }

  it('fails without anybody to ask', async () => {
    const nobody = new Failover({ targets: [] });
    const error = await rejection(
      nobody.run(() => Promise.resolve()),
      FabricError,
    );
    expect(error.code).to.equal('UNAVAILABLE');
  });

  function ask(): Promise<string> {
    return failover.run(({ endpoint: { name, address } }) => {
      asked.push(name);
      const code = failing[name];
      return code === undefined
        ? Promise.resolve(name)
        : Promise.reject(
            new FabricError({
              code,
              message: `${name} is gone`,
              details: [{ address, mspID: '', message: 'gone' }],
            }),
          );
    });
  }
});
