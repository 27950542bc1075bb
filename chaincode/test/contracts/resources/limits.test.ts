// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, ContractError, defaultLimits, type Limits, transactions } from '../../../src/index.js';
import { ConsortiumWorld, org, secretHash } from '../../support/consortium-world.js';
import { expectRefusal } from '../../support/ops-channel.js';

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `n${index}`);
const users = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ subjectHash: String(index).padStart(64, '0'), roles: [] }));

describe('limits', () => {
  let world: ConsortiumWorld;

  beforeEach(async () => {
    world = new ConsortiumWorld();
    await world.register(1, 2, 3);
  });

  it('let an organization into 2 consortia, found or joined', async () => {
    await world.form('a');
    await world.as(2).create({ kind: 'consortium', consortiumID: 'b', displayName: 'b' });
    await world.as(2).create({ kind: 'membership', consortiumID: 'b', mspID: org(1) });
    await world.change('b', 1, 'accept');

    await expectRefusal(world.form('c'), 'LIMIT_EXCEEDED');
    await world.as(3).create({ kind: 'consortium', consortiumID: 'd', displayName: 'd' });
    await world.as(3).create({ kind: 'membership', consortiumID: 'd', mspID: org(1) });
    await expectRefusal(world.change('d', 1, 'accept'), 'LIMIT_EXCEEDED');
    await world.change('a', 1, 'leave');
    await world.change('d', 1, 'accept');
    expect((await world.as(1).get({ kind: 'organization', mspID: org(1) })).consortia).to.deep.equal(['b', 'd']);
  });

  it('do not count invitations against an organization', async () => {
    await world.form('a', 3);
    await world.as(2).create({ kind: 'consortium', consortiumID: 'b', displayName: 'b' });
    await world.as(2).create({ kind: 'membership', consortiumID: 'b', mspID: org(1) });

    await world.as(1).create({ kind: 'consortium', consortiumID: 'c', displayName: 'c' });
  });

  it('let an organization have 100 users', async () => {
    const ref = { kind: 'organization', mspID: org(1) } as const;
    await world.as(1).update({ ...ref, changes: { users: users(100) } });

    await expectRefusal(world.as(1).update({ ...ref, changes: { users: users(101) } }), 'LIMIT_EXCEEDED');
    const made = world.as(4).create({ kind: 'organization', displayName: 'Large', users: users(101) });
    await expectRefusal(made, 'LIMIT_EXCEEDED');
  });

  it('let a consortium have 4 memberships, invitations included', async () => {
    await world.form('supply');
    for (const number of [2, 3, 4]) {
      await world.invite('supply', number);
    }

    await expectRefusal(world.invite('supply', 5), 'LIMIT_EXCEEDED');
    await world.change('supply', 4, 'leave');
    await world.invite('supply', 5);
  });

  it('let a consortium have 3 environments that are open', async () => {
    await world.form('supply');
    for (const name of names(3)) {
      await world.environment(name);
    }

    await expectRefusal(world.environment('fourth'), 'LIMIT_EXCEEDED');
    await world.as(1).close({ kind: 'environment', environmentID: 'n0' });
    await world.environment('fourth');
  });

  it('let an environment have 4 nodes of all members together', async () => {
    await world.form('supply', 2);
    await world.environment('testing');
    for (const [index, name] of names(4).entries()) {
      await world.node(name, (index % 2) + 1);
    }

    await expectRefusal(world.node('fifth', 2), 'LIMIT_EXCEEDED');
    await world.as(1).close({ kind: 'node', environmentID: 'testing', name: 'n0' });
    await world.node('fifth', 2);
  });

  it('do not count the nodes of those that have left', async () => {
    await world.form('supply', 2);
    await world.environment('testing');
    for (const name of names(4)) {
      await world.node(name, 2);
    }
    await world.change('supply', 2, 'leave');

    await world.node('fifth');
  });

  it('let an environment have 10 credentials that are active', async () => {
    await world.form('supply');
    await world.environment('testing');
    await world.credential('short', 1, { expires: new Date(world.channel.now.getTime() + 60_000).toISOString() });
    for (const name of names(9)) {
      await world.credential(name);
    }

    await expectRefusal(world.credential('eleventh'), 'LIMIT_EXCEEDED');
    await world.as(1).close({ kind: 'credential', environmentID: 'testing', name: 'n0' });
    await world.credential('eleventh');
    await expectRefusal(world.credential('twelfth'), 'LIMIT_EXCEEDED');
    world.channel.advance(60_000);
    await world.credential('twelfth');
  });

  it('name the limit and the use', async () => {
    await world.form('supply');
    for (const name of names(3)) {
      await world.environment(name);
    }

    const error: unknown = await world.environment('fourth').catch((reason: unknown) => reason);

    expect(error).to.be.instanceOf(ContractError);
    expect((error as ContractError).text).to.contain(
      'environmentsPerConsortium is 3, and consortium supply would have 4',
    );
  });

  for (const { reason, transaction, requests, code } of [
    {
      reason: 'invitations to the last place',
      transaction: transactions.createResource,
      requests: [4, 5].map((number) => ({ kind: 'membership', consortiumID: 'supply', mspID: org(number) })),
      code: 'PHANTOM_READ_CONFLICT',
    },
    {
      reason: 'credentials for the last place',
      transaction: transactions.createResource,
      requests: ['x', 'y'].map((name) => ({ kind: 'credential', environmentID: 'testing', name, secretHash })),
      code: 'PHANTOM_READ_CONFLICT',
    },
  ]) {
    it(`are kept by ${reason} in one block`, async () => {
      await world.form('supply', 2, 3);
      await world.environment('testing');
      for (const name of names(9)) {
        await world.credential(name);
      }

      const simulations = await Promise.all(
        requests.map((request) => world.channel.simulate(transaction, canonicalJson(request), { mspID: org(1) })),
      );
      const codes = world.channel.ledger.commitBlock(simulations.map(({ readWriteSet }) => readWriteSet));

      expect(codes).to.deep.equal(['VALID', code]);
    });
  }
});

describe('limits in one block', () => {
  it('are kept when an organization founds two consortia, of which the second would be one too many', async () => {
    const world = new ConsortiumWorld();
    await world.register(1);
    await world.form('a');
    const found = (consortiumID: string) =>
      world.channel.simulate(
        transactions.createResource,
        canonicalJson({ kind: 'consortium', consortiumID, displayName: consortiumID }),
        { mspID: org(1) },
      );

    const simulations = await Promise.all(['b', 'c'].map(found));
    const codes = world.channel.ledger.commitBlock(simulations.map(({ readWriteSet }) => readWriteSet));

    expect(codes).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
    await expectRefusal(found('c'), 'LIMIT_EXCEEDED');
  });

  it('change for whatever is created with them in one block', async () => {
    const world = new ConsortiumWorld();
    await world.register(1, 2);
    await world.channel.attest('ops-channel', [org(1), org(2)]);
    await world.form('supply');
    const body = { kind: 'set-limits', channelID: 'ops-channel', limits: { environmentsPerConsortium: 1 } };
    await world.channel.client({ mspID: org(1) }).propose({ id: 'less', body });
    await world.channel.vote(org(2), 'less');

    const environment = {
      kind: 'environment',
      environmentID: 'e1',
      consortiumID: 'supply',
      displayName: 'e1',
      consensus: 'raft',
      fabricVersion: '3.1',
    };
    const simulations = [
      await world.channel.simulate(transactions.applyLimits, canonicalJson({ proposalID: 'less' }), { mspID: org(1) }),
      await world.channel.simulate(transactions.createResource, canonicalJson(environment), { mspID: org(1) }),
    ];
    const codes = world.channel.ledger.commitBlock(simulations.map(({ readWriteSet }) => readWriteSet));

    expect(codes).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
  });
});

describe('set-limits', () => {
  let world: ConsortiumWorld;

  beforeEach(async () => {
    world = new ConsortiumWorld();
    await world.channel.attest('ops-channel', [org(1), org(2), org(3)]);
    await world.channel.attest('goods', [org(1), org(2), org(3)]);
  });

  const propose = (id: string, limits: Partial<Limits>, channelID = 'ops-channel') =>
    world.channel.client({ mspID: org(1) }).propose({ id, body: { kind: 'set-limits', channelID, limits } });

  it('changes limits when it is approved and applied, and is committed by it', async () => {
    await propose('more', { nodesPerEnvironment: 6 });
    await world.channel.vote(org(2), 'more');
    expect(await world.channel.status('more')).to.equal('approved');

    await world.as(3).applyLimits({ proposalID: 'more' });

    expect((await world.as(1).getLimits()).limits).to.deep.equal({ ...defaultLimits, nodesPerEnvironment: 6 });
    expect((await world.as(1).getLimits()).proposalID).to.equal('more');
    expect(await world.channel.status('more')).to.equal('committed');
  });

  it('keeps what other proposals have changed', async () => {
    for (const [id, limits] of Object.entries({ one: { nodesPerEnvironment: 6 }, two: { requestsPerSecond: 50 } })) {
      await propose(id, limits);
      await world.channel.vote(org(2), id);
      await world.as(1).applyLimits({ proposalID: id });
    }

    const { limits } = await world.as(1).getLimits();
    expect(limits).to.include({ nodesPerEnvironment: 6, requestsPerSecond: 50, membershipsPerConsortium: 4 });
  });

  it('is applied once, however often it is asked for', async () => {
    await propose('more', { nodesPerEnvironment: 6 });
    await world.channel.vote(org(2), 'more');
    await world.as(1).applyLimits({ proposalID: 'more' });
    const before = (await world.as(1).getLimits()).updated;

    await world.as(2).applyLimits({ proposalID: 'more' });

    expect((await world.as(1).getLimits()).updated).to.equal(before);
  });

  it('is not applied before it is approved, or by a stranger, or when it is something else', async () => {
    await propose('more', { nodesPerEnvironment: 6 });
    await expectRefusal(world.as(1).applyLimits({ proposalID: 'more' }), 'NOT_APPROVED');
    await world.channel.vote(org(2), 'more');
    await expectRefusal(world.as(8).applyLimits({ proposalID: 'more' }), 'NOT_A_MEMBER');
    await world.channel
      .client({ mspID: org(1) })
      .propose({ id: 'state', body: { kind: 'set-channel-state', channelID: 'goods', state: 'disabled' } });
    await expectRefusal(world.as(1).applyLimits({ proposalID: 'state' }), 'INVALID_ARGUMENT', 'proposalID');
    await expectRefusal(world.as(1).applyLimits({ proposalID: 'nothing' }), 'NOT_FOUND');
    expect((await world.as(1).getLimits()).limits).to.deep.equal(defaultLimits);
  });

  it('is about the ops-channel, and about limits that there are', async () => {
    await expectRefusal(propose('p', { nodesPerEnvironment: 6 }, 'goods'), 'INVALID_ARGUMENT', 'body.channelID');
    await expectRefusal(propose('p', {}), 'INVALID_ARGUMENT', 'body.limits');
    await expectRefusal(
      propose('p', { nodesPerEnvironment: 0 }),
      'INVALID_ARGUMENT',
      'body.limits.nodesPerEnvironment',
    );
    await expectRefusal(propose('p', { pets: 3 } as Partial<Limits>), 'INVALID_ARGUMENT', 'body.limits.pets');
  });

  it('is one at a time, until it is applied', async () => {
    await propose('one', { nodesPerEnvironment: 6 });
    await expectRefusal(propose('two', { nodesPerEnvironment: 7 }), 'TARGET_BUSY');
    await world.channel.vote(org(2), 'one');
    await expectRefusal(propose('two', { nodesPerEnvironment: 7 }), 'TARGET_BUSY');
    await world.as(1).applyLimits({ proposalID: 'one' });
    await propose('two', { nodesPerEnvironment: 7 });
  });
});
