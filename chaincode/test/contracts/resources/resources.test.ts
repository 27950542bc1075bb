// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, type ListResourcesRequest, transactions } from '../../../src/index.js';
import { ConsortiumWorld, org, secretHash } from '../../support/consortium-world.js';
import { expectRefusal } from '../../support/ops-channel.js';

const testing = { environmentID: 'testing' } as const;

describe('ResourcesContract', () => {
  let world: ConsortiumWorld;

  beforeEach(async () => {
    world = new ConsortiumWorld();
    await world.register(1, 2, 3);
    await world.form('supply', 2);
    await world.environment('testing');
  });

  describe('organizations', () => {
    it('write their own record, and nobody else does', async () => {
      const ref = { kind: 'organization', mspID: org(2) } as const;
      await world.as(2).update({ ...ref, changes: { displayName: 'Two', contact: 'two@example.com' } });

      const { displayName, contact, revision, consortia } = await world.as(3).get(ref);
      expect({ displayName, contact, revision, consortia }).to.deep.equal({
        displayName: 'Two',
        contact: 'two@example.com',
        revision: 2,
        consortia: ['supply'],
      });
      await expectRefusal(world.as(1).update({ ...ref, changes: { displayName: 'x' } }), 'NOT_HOLDER');
      await expectRefusal(world.register(2), 'ALREADY_EXISTS');
    });

    it('are there before they found or join a consortium', async () => {
      const found = world.as(7).create({ kind: 'consortium', consortiumID: 'c', displayName: 'c' });
      await expectRefusal(found, 'NOT_FOUND');
      await world.invite('supply', 7);
      await expectRefusal(world.change('supply', 7, 'accept'), 'NOT_FOUND');
    });

    it('write through admins only', async () => {
      const client = world.channel.resources({ mspID: org(8), units: ['client'] });
      await expectRefusal(client.create({ kind: 'organization', displayName: 'Eight' }), 'NOT_ADMIN');
    });

    it('that say nothing new write nothing', async () => {
      const argument = canonicalJson({
        kind: 'organization',
        mspID: org(1),
        changes: { displayName: 'Organization 1' },
      });
      const { readWriteSet, event } = await world.channel.simulate(transactions.updateResource, argument, {
        mspID: org(1),
      });

      expect([...readWriteSet.writes.keys()]).to.deep.equal([]);
      expect(event).to.equal(undefined);
    });
  });

  describe('consortia', () => {
    it('are changed by their founder', async () => {
      const ref = { kind: 'consortium', consortiumID: 'supply' } as const;
      await world.as(1).update({ ...ref, changes: { description: 'of goods' } });

      expect(await world.as(3).get(ref)).to.include({ description: 'of goods', founder: org(1), ownership: 'multi' });
      await expectRefusal(world.as(2).update({ ...ref, changes: { displayName: 'x' } }), 'NOT_HOLDER');
      await expectRefusal(world.form('supply'), 'ALREADY_EXISTS');
    });

    it('are joined by invitation of an active member', async () => {
      await expectRefusal(world.invite('supply', 4, 3), 'NOT_A_MEMBER');
      await expectRefusal(world.invite('supply', 2), 'ALREADY_EXISTS');
      await expectRefusal(world.invite('nothing', 2), 'NOT_FOUND');
    });

    it('are closed by their founder when nobody else and nothing open is in them, and its membership ends', async () => {
      const ref = { kind: 'consortium', consortiumID: 'supply' } as const;
      await expectRefusal(world.as(2).close(ref), 'NOT_HOLDER');
      await expectRefusal(world.as(1).close(ref), 'WRONG_STATE');
      await world.change('supply', 2, 'leave');
      await expectRefusal(world.as(1).close(ref), 'WRONG_STATE');
      await world.as(1).close({ kind: 'environment', ...testing });
      await world.as(1).close(ref);

      expect((await world.as(3).get(ref)).state).to.equal('closed');
      expect(await world.state('supply', 1)).to.equal('left');
      expect((await world.as(3).get({ kind: 'organization', mspID: org(1) })).consortia).to.deep.equal([]);
      await expectRefusal(world.as(1).close(ref), 'WRONG_STATE');
      await expectRefusal(world.as(1).update({ ...ref, changes: { description: 'x' } }), 'WRONG_STATE');
      await expectRefusal(world.invite('supply', 3), 'NOT_A_MEMBER');
      await expectRefusal(world.environment('e2'), 'NOT_A_MEMBER');
      await expectRefusal(world.form('supply'), 'ALREADY_EXISTS');
    });

    it('can be closed by a founder that has left', async () => {
      await world.change('supply', 2, 'leave');
      await world.change('supply', 1, 'leave');
      await world.as(1).close({ kind: 'environment', ...testing });
      await world.as(1).close({ kind: 'consortium', consortiumID: 'supply' });

      expect(await world.state('supply', 1)).to.equal('left');
    });

    it('are not closed in the block in which somebody is invited', async () => {
      await world.change('supply', 2, 'leave');
      await world.as(1).close({ kind: 'environment', ...testing });
      const run = (transaction: string, request: object) =>
        world.channel.simulate(transaction, canonicalJson(request), { mspID: org(1) });
      const invitation = { kind: 'membership', consortiumID: 'supply', mspID: org(3) };
      const sets = [
        await run(transactions.createResource, invitation),
        await run(transactions.closeResource, { kind: 'consortium', consortiumID: 'supply' }),
      ].map(({ readWriteSet }) => readWriteSet);

      expect(world.channel.ledger.commitBlock(sets)).to.deep.equal(['VALID', 'PHANTOM_READ_CONFLICT']);
    });
  });

  describe('records of organizations', () => {
    const ref = { kind: 'organization', mspID: org(2) } as const;

    it('are closed by the organization when it is in no consortium, and can be made again', async () => {
      await expectRefusal(world.as(1).close(ref), 'NOT_HOLDER');
      await expectRefusal(world.as(2).close(ref), 'WRONG_STATE');
      await world.change('supply', 2, 'leave');
      await world.as(2).close(ref);

      expect((await world.as(1).get(ref)).state).to.equal('closed');
      await expectRefusal(world.as(2).close(ref), 'WRONG_STATE');
      await expectRefusal(world.as(2).update({ ...ref, changes: { displayName: 'x' } }), 'WRONG_STATE');
      await world.invite('supply', 2);
      await expectRefusal(world.change('supply', 2, 'accept'), 'WRONG_STATE');

      await world.register(2);
      expect(await world.as(1).get(ref)).to.include({ state: 'open', revision: 3 });
      await world.change('supply', 2, 'accept');
    });

    it('stay open while the organization has founded a consortium that is', async () => {
      await world.change('supply', 1, 'leave');

      await expectRefusal(world.as(1).close({ kind: 'organization', mspID: org(1) }), 'WRONG_STATE');
    });
  });

  describe('environments', () => {
    it('inherit the active members of their consortium', async () => {
      expect((await world.as(3).get({ kind: 'environment', ...testing })).members).to.deep.equal([org(1), org(2)]);
      await world.change('supply', 2, 'leave');
      expect((await world.as(3).get({ kind: 'environment', ...testing })).members).to.deep.equal([org(1)]);
    });

    it('are changed by the member that made them', async () => {
      const ref = { kind: 'environment', ...testing } as const;
      await world.as(1).update({ ...ref, changes: { fabricVersion: '3.2', region: 'eu-west' } });

      expect(await world.as(3).get(ref)).to.include({ fabricVersion: '3.2', region: 'eu-west', consensus: 'bft' });
      await expectRefusal(world.as(2).update({ ...ref, changes: { region: 'x' } }), 'NOT_HOLDER');
      await expectRefusal(world.as(2).close(ref), 'NOT_HOLDER');
    });

    it('never have the ops-channel', async () => {
      await expectRefusal(world.environment('e2', 'supply', ['ops-channel']), 'INVALID_ARGUMENT', 'channels');
      const added = world.as(1).update({ kind: 'environment', ...testing, changes: { channels: ['ops-channel'] } });
      await expectRefusal(added, 'INVALID_ARGUMENT', 'changes.channels');
    });

    it('are made by active members, and closed when they are empty', async () => {
      await world.node('peer0', 2);
      const ref = { kind: 'environment', ...testing } as const;
      await expectRefusal(world.as(1).close(ref), 'WRONG_STATE');
      await world.as(2).close({ kind: 'node', ...testing, name: 'peer0' });
      await world.as(1).close(ref);

      expect((await world.as(1).get(ref)).state).to.equal('closed');
      await expectRefusal(world.as(1).close(ref), 'WRONG_STATE');
      await expectRefusal(world.node('peer1'), 'WRONG_STATE');
      const byStranger = world.as(3).create({
        kind: 'environment',
        environmentID: 'e2',
        consortiumID: 'supply',
        displayName: 'x',
        consensus: 'raft',
        fabricVersion: '2.5.12',
      });
      await expectRefusal(byStranger, 'NOT_A_MEMBER');
    });
  });

  describe('nodes', () => {
    const ref = { kind: 'node', ...testing, name: 'peer0' } as const;

    it('are run by the member that they belong to: nobody manages another one\u2019s', async () => {
      await world.node('peer0', 2);

      const foreign = { kind: 'node', ...testing, name: 'x', mspID: org(2), type: 'ca', endpoint: 'h:1' } as const;
      await expectRefusal(world.as(1).create(foreign), 'NOT_HOLDER');
      await expectRefusal(world.as(1).update({ ...ref, changes: { endpoint: 'h:1' } }), 'NOT_HOLDER');
      await expectRefusal(world.as(1).close(ref), 'NOT_HOLDER');
      await expectRefusal(world.as(1).observeNode({ ...testing, name: 'peer0', version: '3.1' }), 'NOT_HOLDER');
      await expectRefusal(world.node('peer1', 3), 'NOT_A_MEMBER');
      await world.as(2).update({ ...ref, changes: { tlsFingerprint: 'a'.repeat(64) } });
      expect(await world.as(1).get(ref)).to.include({ mspID: org(2), tlsFingerprint: 'a'.repeat(64) });
    });

    it('are run by the founder in a consortium of single ownership', async () => {
      await world.as(1).create({ kind: 'consortium', consortiumID: 'own', displayName: 'Own', ownership: 'single' });
      await world.invite('own', 2);
      await world.environment('lab', 'own', []);
      const node = { kind: 'node', environmentID: 'lab', type: 'orderer', endpoint: 'h:7050', mspID: org(2) } as const;

      await world.as(1).create({ ...node, name: 'orderer0' });
      await expectRefusal(world.as(2).create({ ...node, name: 'orderer1' }), 'NOT_HOLDER');
    });

    it('are unknown until they are observed, and then only what was seen is known', async () => {
      await world.node('peer0', 2);
      expect(await world.as(1).get(ref)).not.to.have.property('observed');

      await world.as(2).observeNode({ ...testing, name: 'peer0', heights: { goods: '18446744073709551615' } });

      const { observed } = await world.as(1).get(ref);
      expect(observed).to.deep.include({ heights: { goods: '18446744073709551615' } });
      expect(observed).not.to.have.any.keys('version', 'role');
    });

    it('are observed without a change to themselves or their history', async () => {
      await world.node('peer0', 2);
      const argument = canonicalJson({ ...testing, name: 'peer0', role: 'follower' });
      const first = await world.channel.simulate(transactions.observeNode, argument, { mspID: org(2) });
      expect([...first.readWriteSet.writes.keys()]).to.deep.equal(['\0observation\0testing\0peer0\0']);
      expect(first.event).to.deep.equal({
        type: 'resource',
        resource: 'node',
        resourceID: 'testing/peer0',
        change: 'observed',
      });
      world.channel.ledger.commitBlock([first.readWriteSet]);
      world.channel.advance(1000);

      const again = await world.channel.simulate(transactions.observeNode, argument, { mspID: org(2) });
      expect([...again.readWriteSet.writes.keys()]).to.deep.equal([]);
    });

    it('inherit the state of their membership, and do not come back with the next one', async () => {
      const stateOf = async () => (await world.as(1).get(ref)).state;
      await world.node('peer0', 2);
      expect(await stateOf()).to.equal('active');
      await world.change('supply', 2, 'suspend', 1);
      await world.vote('supply', 2, 2);
      expect(await stateOf()).to.equal('suspended');
      await expectRefusal(world.node('peer1', 2), 'WRONG_STATE');
      await world.change('supply', 2, 'leave');
      expect(await stateOf()).to.equal('removed');
      await world.invite('supply', 2);
      await world.change('supply', 2, 'accept');
      await world.vote('supply', 2, 1);
      await world.change('supply', 2, 'activate');
      expect(await stateOf()).to.equal('removed');
    });
  });

  describe('credentials', () => {
    const ref = { kind: 'credential', ...testing, name: 'app' } as const;
    const stateOf = async () => (await world.as(1).get(ref)).state;

    it('are active until they are revoked, for good', async () => {
      await world.credential('app', 2);
      expect(await stateOf()).to.equal('active');
      await expectRefusal(world.as(1).close(ref), 'NOT_HOLDER');
      await world.as(2).close(ref);

      expect(await stateOf()).to.equal('revoked');
      await expectRefusal(world.as(2).close(ref), 'WRONG_STATE');
      await expectRefusal(world.credential('app', 2), 'ALREADY_EXISTS');
    });

    it('can be revoked while the membership is suspended', async () => {
      await world.credential('app', 2);
      await world.change('supply', 2, 'suspend', 1);
      await world.vote('supply', 2, 2);
      expect(await stateOf()).to.equal('suspended');

      await world.as(2).close(ref);
      expect(await stateOf()).to.equal('revoked');
    });

    it('expire', async () => {
      const expires = new Date(world.channel.now.getTime() + 60_000).toISOString();
      await world.credential('app', 1, { expires });
      world.channel.advance(60_000);

      expect(await stateOf()).to.equal('expired');
      await expectRefusal(world.credential('late', 1, { expires }), 'INVALID_ARGUMENT', 'expires');
    });

    it('open the channels that the environment had, and has', async () => {
      await world.as(1).update({ kind: 'environment', ...testing, changes: { channels: ['goods', 'money'] } });
      await world.credential('app', 2);
      const change = (...channels: readonly string[]) =>
        world.as(1).update({ kind: 'environment', ...testing, changes: { channels } });
      const opened = async () => (await world.as(1).get(ref)).openChannels;

      expect(await opened()).to.deep.equal(['goods', 'money']);
      await change('goods', 'secrets');
      expect(await opened()).to.deep.equal(['goods']);
      await expectRefusal(world.credential('b', 2, { channels: ['money'] }), 'INVALID_ARGUMENT', 'channels');
    });

    it('hold no secret: only a hash with its parameters is taken', async () => {
      const make = (more: object) => world.as(1).create({ ...ref, secretHash: { ...secretHash, ...more } });
      await expectRefusal(make({ cost: 1024 }), 'INVALID_ARGUMENT', 'secretHash.cost');
      await expectRefusal(make({ salt: 'c2hvcnQ=' }), 'INVALID_ARGUMENT', 'secretHash.salt');
      await expectRefusal(make({ secret: 'x' }), 'INVALID_ARGUMENT', 'secretHash.secret');
    });
  });

  describe('lists', () => {
    it('page through the resources of a kind or of a parent', async () => {
      for (const name of ['a', 'b', 'c']) {
        await world.credential(name);
      }
      const pagesOf = async (request: ListResourcesRequest) => {
        const sizes: number[] = [];
        let bookmark = '';
        do {
          const page = await world.as(3).list({ ...request, pageSize: 2, ...(bookmark !== '' && { bookmark }) });
          sizes.push(page.resources.length);
          ({ bookmark } = page);
        } while (bookmark !== '');
        return sizes;
      };

      expect(await pagesOf({ kind: 'organization' })).to.deep.equal([2, 1]);
      expect(await pagesOf({ kind: 'consortium' })).to.deep.equal([1]);
      expect(await pagesOf({ kind: 'membership', consortiumID: 'supply' })).to.deep.equal([2]);
      expect(await pagesOf({ kind: 'environment', consortiumID: 'supply' })).to.deep.equal([1]);
      expect(await pagesOf({ kind: 'node', ...testing })).to.deep.equal([0]);
      expect(await pagesOf({ kind: 'credential', ...testing })).to.deep.equal([2, 1]);
    });

    it('refuse an unknown parent and a bookmark of another list', async () => {
      const list = (request: ListResourcesRequest) => world.as(3).list(request);
      await expectRefusal(list({ kind: 'membership', consortiumID: 'x' }), 'NOT_FOUND');
      await expectRefusal(list({ kind: 'node', environmentID: 'x' }), 'NOT_FOUND');
      for (const bookmark of ['other/a', 'testing', 'testing//', '/']) {
        await expectRefusal(list({ kind: 'node', ...testing, bookmark }), 'INVALID_ARGUMENT', 'bookmark');
      }
    });
  });

  describe('histories', () => {
    it('tell every change with what it left, and every vote', async () => {
      await world.change('supply', 2, 'suspend', 1);
      await world.vote('supply', 2, 2);
      const resource = { kind: 'membership', consortiumID: 'supply', mspID: org(2) } as const;

      const { entries, bookmark } = await world.as(3).getHistory({ resource });

      expect(entries.map(({ change, mspID }) => [change, mspID])).to.deep.equal([
        ['invited', org(1)],
        ['accepted', org(2)],
        ['voted', org(1)],
        ['activated', org(2)],
        ['suspension-moved', org(1)],
        ['voted', org(1)],
        ['voted', org(2)],
      ]);
      expect(entries[0]).to.have.nested.property('resource.recorded', 'invited');
      expect(bookmark).to.equal('');
    });

    it('come in pages', async () => {
      const resource = { kind: 'membership', consortiumID: 'supply', mspID: org(2) } as const;
      const first = await world.as(3).getHistory({ resource, pageSize: 3 });
      const second = await world.as(3).getHistory({ resource, pageSize: 3, bookmark: first.bookmark });

      expect([...first.entries, ...second.entries].map(({ change }) => change)).to.deep.equal([
        'invited',
        'accepted',
        'voted',
        'activated',
      ]);
      await expectRefusal(world.as(3).getHistory({ resource: { ...resource, mspID: org(3) } }), 'NOT_FOUND');
    });
  });

  it('emits one event a transaction, with what changed and how', async () => {
    const argument = canonicalJson({ kind: 'consortium', consortiumID: 'c', displayName: 'c' });
    const { event } = await world.channel.simulate(transactions.createResource, argument, { mspID: org(1) });

    expect(event).to.deep.equal({ type: 'resource', resource: 'consortium', resourceID: 'c', change: 'created' });
  });

  for (const { reason, request, field } of [
    { reason: 'an unknown kind', request: { kind: 'pet' }, field: 'kind' },
    {
      reason: 'an ID with a slash',
      request: { kind: 'consortium', consortiumID: 'a/b', displayName: 'x' },
      field: 'consortiumID',
    },
    {
      reason: 'another organization\u2019s record',
      request: { kind: 'organization', mspID: 'X', displayName: 'x' },
      field: 'mspID',
    },
    { reason: 'no name', request: { kind: 'organization' }, field: 'displayName' },
    {
      reason: 'an endpoint without a port',
      request: { kind: 'node', ...testing, name: 'n', type: 'peer', endpoint: 'h' },
      field: 'endpoint',
    },
    {
      reason: 'a port over 65535',
      request: { kind: 'node', ...testing, name: 'n', type: 'peer', endpoint: 'h:70000' },
      field: 'endpoint',
    },
    {
      reason: 'a state that is derived',
      request: { kind: 'membership', consortiumID: 'supply', mspID: 'X', recorded: 'active' },
      field: 'recorded',
    },
  ]) {
    it(`refuses ${reason}`, async () => {
      const call = world.channel.simulate(transactions.createResource, canonicalJson(request), { mspID: org(1) });
      await expectRefusal(call, 'INVALID_ARGUMENT', field);
    });
  }
});
