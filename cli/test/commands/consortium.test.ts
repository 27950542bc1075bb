// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type CliWorld, startCliWorld } from '../support/cli-world.js';

const recorded = { revision: 1, created: '2026-01-05T10:00:00.000Z', updated: '2026-01-05T10:00:00.000Z' };

const membership = {
  kind: 'membership',
  consortiumID: 'supply',
  mspID: 'Org2MSP',
  holder: 'Org2MSP',
  term: 1,
  state: 'accepted',
  recorded: 'accepted',
  motion: {
    number: 3,
    aim: 'admit',
    by: 'Org2MSP',
    electorate: { members: ['Org1MSP', 'Org3MSP'], policy: { type: 'majority' } },
    expires: '2026-01-12T10:00:00.000Z',
  },
  votes: [{ mspID: 'Org3MSP', status: 'agreed', comment: 'welcome' }],
  ...recorded,
};

const consortium = {
  kind: 'consortium',
  consortiumID: 'supply',
  displayName: 'Supply chain',
  founder: 'Org1MSP',
  ownership: 'multi',
  ...recorded,
};

const environment = {
  kind: 'environment',
  environmentID: 'testing',
  consortiumID: 'supply',
  displayName: 'Testing',
  consensus: 'bft',
  fabricVersion: '3.1',
  channels: ['mychannel'],
  holder: 'Org1MSP',
  state: 'open',
  members: ['Org1MSP'],
  ...recorded,
};

const node = {
  kind: 'node',
  environmentID: 'testing',
  name: 'peer0',
  mspID: 'Org1MSP',
  term: 1,
  type: 'peer',
  endpoint: 'peer0.org1.example.com:7051',
  state: 'active',
  observed: { version: null, role: null, heights: { mychannel: '42' }, time: '2026-01-05T11:00:00.000Z' },
  ...recorded,
};

const credential = {
  kind: 'credential',
  environmentID: 'testing',
  name: 'billing',
  username: 'testing/billing',
  mspID: 'Org1MSP',
  holder: 'Org1MSP',
  term: 1,
  channels: ['mychannel'],
  openChannels: ['mychannel'],
  state: 'active',
  ...recorded,
};

const organization = {
  kind: 'organization',
  mspID: 'Org1MSP',
  displayName: 'Org One',
  users: [],
  consortia: ['supply'],
  ...recorded,
};

describe('opssc consortium', () => {
  let world: CliWorld;

  beforeEach(async () => {
    world = await startCliWorld();
  });

  afterEach(() => world.stop());

  const run = (...args: readonly string[]) => world.run(['consortium', ...args]);
  const answer = (route: string, value: unknown) => world.api.answers.set(route, value);
  const posted = () => world.api.posted.map(({ path, body }) => ({ path, body }));

  it('lists and shows, for people and for programs', async () => {
    answer('GET /consortia', [consortium]);
    answer('GET /consortia/supply', consortium);

    expect((await run('list')).stdout).to.equal(
      'ID      NAME          OWNERSHIP  FOUNDER  CREATED\n' +
        'supply  Supply chain  multi      Org1MSP  2026-01-05T10:00:00.000Z\n',
    );
    expect(JSON.parse((await run('list', '-o', 'json')).stdout)).to.deep.equal([consortium]);
    expect((await run('show', 'supply')).stdout).to.match(/^supply: Supply chain\n {2}founder +Org1MSP\n/);
  });

  it('says that there is none', async () => {
    answer('GET /environments/testing/nodes', []);

    expect((await run('node', 'list', 'testing')).stdout).to.equal('there is none\n');
  });

  for (const { args, path, body, result } of [
    {
      args: ['found', 'supply', '--name', 'Supply chain'],
      path: '/consortia',
      body: { consortiumID: 'supply', displayName: 'Supply chain', ownership: 'multi' },
      result: consortium,
    },
    {
      args: ['update', 'supply', '--description', 'of parts'],
      path: '/consortia/supply',
      body: { description: 'of parts' },
      result: consortium,
    },
    {
      args: ['organization', 'register', '--name', 'Org One'],
      path: '/organizations',
      body: { displayName: 'Org One' },
      result: organization,
    },
    {
      args: ['membership', 'invite', 'supply', 'Org2MSP'],
      path: '/consortia/supply/memberships',
      body: { mspID: 'Org2MSP' },
      result: membership,
    },
    {
      args: ['membership', 'accept', 'supply', 'Org2MSP', '-m', 'gladly'],
      path: '/consortia/supply/memberships/Org2MSP/accept',
      body: { comment: 'gladly' },
      result: membership,
    },
    ...['activate', 'suspend', 'resume', 'remove', 'leave'].map((step) => ({
      args: ['membership', step, 'supply', 'Org2MSP', '-m', 'why'],
      path: `/consortia/supply/memberships/Org2MSP/${step}`,
      body: { comment: 'why' },
      result: membership,
    })),
    {
      args: [
        ...['environment', 'create', 'supply', 'testing', '--name', 'Testing', '--consensus', 'bft'],
        ...['--fabric-version', '3.1', '--channel', 'mychannel', '--channel', 'otherchannel'],
      ],
      path: '/consortia/supply/environments',
      body: {
        environmentID: 'testing',
        displayName: 'Testing',
        consensus: 'bft',
        fabricVersion: '3.1',
        channels: ['mychannel', 'otherchannel'],
      },
      result: environment,
    },
    {
      args: ['environment', 'close', 'testing'],
      path: '/environments/testing/close',
      body: undefined,
      result: environment,
    },
    {
      args: ['node', 'register', 'testing', 'peer0', '--type', 'peer', '--endpoint', 'peer0.org1.example.com:7051'],
      path: '/environments/testing/nodes',
      body: { name: 'peer0', type: 'peer', endpoint: 'peer0.org1.example.com:7051' },
      result: node,
    },
    {
      args: ['node', 'observe', 'testing', 'peer0', '--seen-version', '3.1.1', '--height', 'mychannel=42'],
      path: '/environments/testing/nodes/peer0/observe',
      body: { version: '3.1.1', heights: { mychannel: '42' } },
      result: node,
    },
    {
      args: ['node', 'remove', 'testing', 'peer0'],
      path: '/environments/testing/nodes/peer0/remove',
      body: undefined,
      result: node,
    },
    {
      args: ['credential', 'revoke', 'testing', 'billing'],
      path: '/environments/testing/credentials/billing/revoke',
      body: undefined,
      result: credential,
    },
  ]) {
    it(`posts ${args.slice(0, 2).join(' ')}`, async () => {
      answer(`POST ${path}`, result);

      const { code, stderr } = await run(...args);

      expect(code, stderr).to.equal(0);
      expect(posted()).to.deep.equal([{ path, body }]);
    });
  }

  it('takes from a file how an organization enters a channel', async () => {
    answer('POST /consortia/supply/memberships/Org2MSP/accept', membership);
    const file = await world.file('org2.yaml', 'msp: { mspID: Org2MSP }\n');

    await run('membership', 'accept', 'supply', 'Org2MSP', '--definition', file);

    expect(posted()[0]?.body).to.deep.equal({ definition: { msp: { mspID: 'Org2MSP' } } });
    expect((await run('membership', 'update', 'supply', 'Org2MSP')).code).to.equal(2);
    expect((await run('membership', 'update', 'supply', 'Org2MSP', '--definition', '/nowhere')).code).to.equal(1);
  });

  it('shows the motion before a vote, and votes on that one', async () => {
    answer('GET /consortia/supply/memberships/Org2MSP', membership);
    answer('POST /consortia/supply/memberships/Org2MSP/vote', membership);

    const { code, stdout, stderr } = await run('membership', 'vote', 'supply', 'Org2MSP', 'for', '--yes');

    expect(code, stderr).to.equal(0);
    expect(stdout).to.equal('voted for the motion to admit Org2MSP\n');
    expect(stderr)
      .to.contain('3: to admit, by Org2MSP')
      .and.to.contain('MAJORITY of Org1MSP, Org3MSP')
      .and.to.contain('Org3MSP agreed: welcome');
    expect(posted()[0]?.body).to.deep.equal({ status: 'agreed', motion: 3 });
  });

  it('does not vote unasked, after a no, or on nothing', async () => {
    const args = ['consortium', 'membership', 'vote', 'supply', 'Org2MSP', 'against'];
    answer('GET /consortia/supply/memberships/Org2MSP', membership);
    expect((await world.run(args)).code).to.equal(2);
    expect((await world.run(args, { answer: 'no' })).stderr).to.contain('Vote AGAINST the motion to admit Org2MSP?');
    const settled = { ...membership, motion: undefined };
    answer('GET /consortia/supply/memberships/Org2MSP', { ...settled, state: 'active' });

    expect((await world.run([...args, '--yes'])).stderr).to.contain('there is nothing to vote on');
    expect(posted()).to.deep.equal([]);
  });

  it('says what a member that enters is proposed as', async () => {
    const entry = {
      channels: ['goods', 'money'],
      proposalIDs: ['enter.1.supply.Org2MSP.goods', 'enter.1.supply.Org2MSP.money'],
    };
    answer('POST /consortia/supply/memberships/Org2MSP/enter', entry);

    const { stdout } = await run('membership', 'enter', 'supply', 'Org2MSP');

    for (const channel of ['goods', 'money']) {
      expect(stdout).to.contain(`proposed as enter.1.supply.Org2MSP.${channel} for ${channel}`);
    }
  });

  it('shows what is not known of a node as unknown', async () => {
    answer('GET /environments/testing/nodes', [node]);

    const { stdout } = await run('node', 'list', 'testing');

    expect(stdout).to.match(/peer0 +peer +active +Org1MSP +\S+ +unknown +unknown +mychannel 42 +2026/);
  });

  it('shows the secret of a credential once, with a warning beside it', async () => {
    answer('POST /environments/testing/credentials', { ...credential, secret: 'c2VjcmV0' });
    answer('GET /environments/testing/credentials', [credential]);

    const created = await run('credential', 'create', 'testing', 'billing', '--channel', 'mychannel');
    const forPrograms = await run('credential', 'create', 'testing', 'billing', '-o', 'json');

    expect(created.stdout).to.contain('testing/billing: active').and.to.contain('secret: c2VjcmV0\n');
    expect(created.stderr).to.contain('shown this once');
    expect(JSON.parse(forPrograms.stdout)).to.have.property('secret', 'c2VjcmV0');
    expect((await run('credential', 'list', 'testing')).stdout).to.not.contain('c2VjcmV0');
    expect(posted().map(({ body }) => body)).to.deep.equal([
      { name: 'billing', channels: ['mychannel'] },
      { name: 'billing' },
    ]);
  });

  it('shows the matrix of roles as a table', async () => {
    const none = { peer: [], orderer: [], ca: [] };
    answer('GET /consortia/supply/roles', {
      environments: ['testing', 'production'],
      rows: [
        {
          mspID: 'Org1MSP',
          state: 'active',
          nodes: {
            testing: {
              peer: [
                { name: 'peer0', state: 'active', role: null },
                { name: 'peer1', state: 'removed', role: null },
              ],
              orderer: [{ name: 'orderer0', state: 'active', role: 'leader' }],
              ca: [],
            },
            production: none,
          },
        },
      ],
    });

    expect((await run('roles', 'supply')).stdout).to.equal(
      'ORGANIZATION  MEMBERSHIP  NODE     testing                     production\n' +
        'Org1MSP       active      peer     peer0 (?), peer1 (removed)  -\n' +
        '                          orderer  orderer0 (leader)           -\n' +
        '                          ca       -                           -\n',
    );
  });

  it('shows the history of a resource', async () => {
    answer('GET /consortia/supply/memberships/Org2MSP/histories', [
      { change: 'accepted', mspID: 'Org2MSP', time: '2026-01-05T10:00:00.000Z', revision: 2, resource: {} },
      {
        change: 'voted',
        mspID: 'Org3MSP',
        time: '2026-01-05T11:00:00.000Z',
        motion: 3,
        status: 'agreed',
        comment: 'welcome',
      },
    ]);

    expect((await run('membership', 'history', 'supply', 'Org2MSP')).stdout).to.match(
      /Org3MSP +voted agreed on motion 3 +- +welcome\n/,
    );
  });

  it('shows limits, proposes others and votes on them', async () => {
    answer('GET /limits', { limits: { nodesPerEnvironment: 4 } });

    const shown = await run('limits', 'show');
    const proposed = await run('limits', 'propose', '--set', 'nodesPerEnvironment=8', '--id', 'more-nodes');
    const voted = await run('limits', 'vote', 'more-nodes', 'for', '--yes');

    expect(shown.stdout).to.equal('LIMIT                VALUE\nnodesPerEnvironment  4\n');
    expect([proposed.code, voted.code], proposed.stderr + voted.stderr).to.deep.equal([0, 0]);
    expect(voted.stderr).to.contain('nodesPerEnvironment 8 on ops-channel');
    expect(posted()[0]).to.deep.equal({
      path: '/limits/proposals/more-nodes',
      body: { proposal: { limits: { nodesPerEnvironment: 8 } } },
    });
    expect((await run('limits', 'propose', '--set', 'nodesPerEnvironment')).code).to.equal(2);
  });

  it('has help with examples for each command that changes something', async () => {
    const { stdout } = await run('membership', 'invite', '--help');

    expect(stdout)
      .to.contain('<consortium> <mspID>')
      .and.to.contain('opssc consortium membership invite supply Org2MSP');
    expect((await run('limits', 'vote', '--help')).stdout).to.contain('opssc consortium limits vote more-nodes for');
  });
});
