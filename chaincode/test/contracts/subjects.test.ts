// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, subjectOf, transactions } from '../../src/index.js';
import { channelStateBody } from '../support/bodies.js';
import { ConsortiumWorld, org, secretHash } from '../support/consortium-world.js';

type Name = keyof typeof transactions;

type Request = Readonly<Record<string, unknown>>;

interface Step {
  readonly name: Name;
  /** Number of the organization; 1 if absent. */
  readonly by?: number;
  readonly request: Request | (() => Promise<Request>);
}

const subject = subjectOf('https://login.example.com', 'alice');
const supply = { consortiumID: 'supply' };
const node = { kind: 'node', environmentID: 'testing', name: 'peer0' };

/** What only agents write, or the decided votes themselves bring about. */
const withoutPerson: readonly Name[] = ['putReceipt', 'putSignature', 'putOutcome', 'attest', 'enact'];

describe('the subject of a decision', () => {
  let world: ConsortiumWorld;

  before(async () => {
    world = new ConsortiumWorld();
    for (const channelID of ['ops-channel', 'goods']) {
      await world.channel.attest(channelID, [org(1), org(2), org(3)]);
    }
  });

  const motion = async () => (await world.membership('supply', 2)).motion?.number;
  const digestOf = async (id: string) => (await world.channel.get(id)).proposal.digest;
  const agreed = async (id: string) => ({ id, status: 'agreed', digest: await digestOf(id) });
  const limits = { kind: 'set-limits', channelID: 'ops-channel', limits: { nodesPerEnvironment: 6 } };

  /** In an order in which each is possible. */
  const steps: readonly Step[] = [
    { name: 'createResource', request: { kind: 'organization', displayName: 'One' } },
    { name: 'createResource', by: 2, request: { kind: 'organization', displayName: 'Two' } },
    { name: 'createResource', request: { kind: 'consortium', ...supply, displayName: 'Supply' } },
    { name: 'updateResource', request: { kind: 'consortium', ...supply, changes: { description: 'Goods' } } },
    { name: 'createResource', request: { kind: 'membership', ...supply, mspID: org(2) } },
    { name: 'changeMembership', by: 2, request: { ...supply, mspID: org(2), action: 'accept' } },
    {
      name: 'voteOnMembership',
      request: async () => ({ ...supply, mspID: org(2), motion: await motion(), status: 'agreed' }),
    },
    { name: 'changeMembership', request: { ...supply, mspID: org(2), action: 'activate' } },
    { name: 'changeMembership', request: { ...supply, mspID: org(2), action: 'suspend' } },
    { name: 'changeMembership', by: 2, request: { ...supply, mspID: org(2), action: 'leave' } },
    {
      name: 'createResource',
      request: {
        kind: 'environment',
        environmentID: 'testing',
        ...supply,
        displayName: 'Testing',
        consensus: 'bft',
        fabricVersion: '3.1',
        channels: ['goods'],
      },
    },
    { name: 'createResource', request: { ...node, type: 'peer', endpoint: 'peer0.example.com:7051' } },
    { name: 'observeNode', request: { environmentID: 'testing', name: 'peer0', version: '3.1.1' } },
    { name: 'closeResource', request: node },
    { name: 'createResource', request: { ...node, kind: 'credential', name: 'app', secretHash } },
    { name: 'closeResource', request: { ...node, kind: 'credential', name: 'app' } },
    { name: 'closeResource', request: { kind: 'environment', environmentID: 'testing' } },
    { name: 'closeResource', by: 2, request: { kind: 'organization', mspID: org(2) } },
    { name: 'propose', request: { id: 'limits', body: limits } },
    { name: 'vote', by: 2, request: () => agreed('limits') },
    { name: 'applyLimits', request: { proposalID: 'limits' } },
    { name: 'propose', request: { id: 'state', body: channelStateBody('disabled', 'goods'), vote: false } },
    { name: 'withdraw', request: { id: 'state' } },
    { name: 'setAgent', request: { stopped: true, comment: 'a key is lost' } },
  ];

  it('is asked for in every transaction by which a person may decide', async () => {
    const tried = new Set([...steps.map(({ name }) => name), ...withoutPerson]);
    const writing: Name[] = [];
    for (const [name, transaction] of Object.entries(transactions) as [Name, string][]) {
      // Whoever is no admin may only read: that is looked at before the argument.
      const client = { mspID: org(1), units: ['client'] };
      const refusal = await world.channel.simulate(transaction, '{}', client).then(() => '', String);
      if (refusal.includes('NOT_ADMIN')) {
        writing.push(name);
      }
    }

    expect(writing).to.have.members([...tried]);
  });

  for (const [number, { name, by = 1, request }] of steps.entries()) {
    it(`is in the facts that ${name} writes (${number + 1})`, async () => {
      const given = typeof request === 'function' ? await request() : request;
      const argument = canonicalJson({ ...given, subject });
      const { readWriteSet } = await world.channel.simulate(transactions[name], argument, { mspID: org(by) });
      const written = [...readWriteSet.writes].map(([key, value]) => ({
        kind: key.split('\u0000')[1],
        fact: JSON.parse(new TextDecoder().decode(value)) as { readonly subject?: unknown },
      }));

      const telling = written.filter(({ fact }) => fact.subject !== undefined);
      expect(telling.map(({ fact }) => fact.subject)).to.deep.equal(Array(telling.length).fill(subject));
      expect(telling).not.to.deep.equal([]);
      const changes = written.filter(({ kind }) => kind === 'change');
      expect(telling.filter(({ kind }) => kind === 'change')).to.deep.equal(changes);
      expect(world.channel.ledger.commitBlock([readWriteSet])).to.deep.equal(['VALID']);
      world.channel.advance(1000);
    });
  }

  it('is told in the histories and views', async () => {
    const membership = { kind: 'membership', ...supply, mspID: org(2) } as const;
    const { entries } = await world.as(1).getHistory({ resource: membership });
    const [stop] = await world.channel.client({ mspID: org(3) }).listAgents();

    expect(entries).to.have.length(7);
    expect(entries.map((entry) => entry.subject)).to.deep.equal(Array(7).fill(subject));
    expect((await world.membership('supply', 2)).votes.map((vote) => vote.subject)).to.deep.equal([subject]);
    expect((await world.channel.get('limits')).outcome?.subject).to.deep.equal(subject);
    expect(stop?.subject).to.deep.equal(subject);
  });

  it('makes no other observation of the same sight', async () => {
    await world.environment('more');
    await world.node('peer1', 1, 'more');
    await world.as(1).observeNode({ environmentID: 'more', name: 'peer1', version: '3.1.1' });
    await world.as(1).observeNode({ environmentID: 'more', name: 'peer1', version: '3.1.1', subject });

    const { observed } = await world.as(1).get({ kind: 'node', environmentID: 'more', name: 'peer1' });
    expect(observed).to.deep.include({ version: '3.1.1' });
    expect(observed).not.to.have.property('subject');
  });
});
