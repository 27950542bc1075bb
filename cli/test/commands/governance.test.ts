// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type CliWorld, startCliWorld } from '../support/cli-world.js';
import { FakeProblem } from '../support/fake-problem.js';

const PROPOSALS = '/governance/proposals';

const majority = { type: 'majority' };
const guarded = { type: 'and', rules: [majority, { type: 'organization', mspID: 'Org1MSP' }] };

const inForce = {
  policies: [
    {
      scope: 'default',
      policy: majority,
      policyText: 'MAJORITY',
      graceSeconds: 86_400,
      proposalID: 'our-rules',
      time: '2026-01-02T10:00:00.000Z',
    },
  ],
};

describe('opssc governance', () => {
  let world: CliWorld;

  beforeEach(async () => {
    world = await startCliWorld();
    world.api.answers.set('GET /governance/policies', inForce);
  });

  afterEach(() => world.stop());

  const posted = () => world.api.posted.map(({ path, body }) => ({ path, body }));

  it('shows the policies in force', async () => {
    const { stdout } = await world.run(['governance', 'policies']);

    expect(stdout).to.equal(
      'SCOPE    POLICY    VOTES  GRACE  DECIDED BY  SINCE\n' +
        'default  MAJORITY  -      1d     our-rules   2026-01-02T10:00:00Z\n',
    );
    expect(JSON.parse((await world.run(['governance', 'policies', '-o', 'json'])).stdout)).to.deep.equal(inForce);
  });

  it('simulates', async () => {
    world.api.answers.set('GET /governance/simulate', {
      policy: guarded,
      policyText: 'a text of the server',
      unanimousInstead: false,
      channelID: 'ops-channel',
      members: ['Org1MSP', 'Org2MSP', 'Org3MSP'],
      agreed: ['Org2MSP'],
      disagreed: [],
      result: 'open',
      pending: ['Org1MSP', 'Org3MSP'],
      toApprove: [['Org1MSP']],
      toReject: [['Org1MSP']],
      minimalApprovals: [
        ['Org1MSP', 'Org2MSP'],
        ['Org1MSP', 'Org3MSP'],
      ],
      minimalBlocks: [['Org1MSP'], ['Org2MSP', 'Org3MSP']],
    });

    const { stdout } = await world.run(['governance', 'simulate', '--policy', 'any text', '--agreed', 'Org2MSP']);

    expect(stdout).to.contain("AND(MAJORITY, 'Org1MSP'): open\n");
    expect(stdout).to.match(/can block +Org1MSP, or Org2MSP and Org3MSP\n/);
    expect(world.api.requests.at(-1)?.path).to.equal('/governance/simulate?policy=any+text&agreed=Org2MSP');
    expect((await world.run(['governance', 'simulate'])).code).to.equal(2);
  });

  it('proposes policies and repeals', async () => {
    const args = ['--policy', 'default=ALL', '--policy', "chaincode:mychannel/trade=AND(ANY, 'Org1MSP')"];

    const { code, stderr } = await world.run([
      ...['governance', 'propose', '--id', 'new-rules', ...args],
      ...['--repeal', 'channel:mychannel', '-m', 'reviewed rules'],
    ]);

    expect(code, stderr).to.equal(0);
    expect(posted()).to.deep.equal([
      {
        path: `${PROPOSALS}/new-rules`,
        body: {
          proposal: {
            changes: [
              { scope: 'default', policy: 'ALL' },
              { scope: 'chaincode:mychannel/trade', policy: "AND(ANY, 'Org1MSP')" },
              { scope: 'channel:mychannel', repeal: true },
            ],
          },
          description: 'reviewed rules',
        },
      },
    ]);
  });

  for (const { reason, args } of [
    { reason: 'nothing to change', args: [] },
    { reason: 'a policy without a scope', args: ['--policy', 'MAJORITY'] },
    { reason: 'a file and a policy', args: ['-f', 'rules.yaml', '--policy', 'default=ALL'] },
  ]) {
    it(`refuses ${reason}`, async () => {
      expect((await world.run(['governance', 'propose', ...args])).code).to.equal(2);
      expect(posted()).to.deep.equal([]);
    });
  }

  it('shows in words what is voted on, and votes on the digest of it', async () => {
    const request = { proposal: { changes: [{ scope: 'default', policy: guarded }] } };
    const { digest } = world.api.ledger.propose(PROPOSALS, 'new-rules', request);
    // The text is the server's, and not voted on.
    const changes = [{ scope: 'default', policy: guarded, policyText: 'ANY' }];
    world.api.ledger.change(PROPOSALS, 'new-rules', { changes });

    const { code, stderr } = await world.run(['governance', 'vote', 'new-rules', 'for', '--yes']);

    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain("default: MAJORITY, grace of 1d -> AND(MAJORITY, 'Org1MSP')").and.not.contain('ANY');
    expect(posted().at(-1)).to.deep.include({
      path: `${PROPOSALS}/new-rules/vote`,
      body: { updateRequest: { status: 'agreed', data: '' }, digest },
    });
  });

  it('does not vote when the policy that is shown is not the one of the digest', async () => {
    world.api.ledger.propose(PROPOSALS, 'new-rules', {
      proposal: { changes: [{ scope: 'default', policy: guarded }] },
    });
    world.api.ledger.change(PROPOSALS, 'new-rules', { changes: [{ scope: 'default', policy: majority }] });

    expect((await world.run(['governance', 'vote', 'new-rules', 'for', '--yes'])).code).to.equal(1);
    expect(posted()).to.deep.equal([]);
  });

  it('halts and resumes by proposal, and votes on that', async () => {
    const halt = await world.run([
      'governance',
      'halt',
      '--channel',
      'mychannel',
      '--id',
      'halt-1',
      '-m',
      'wrong build',
    ]);
    const voted = await world.run(['governance', 'vote', 'halt-1', 'for', '--yes']);
    const resume = await world.run(['governance', 'resume', '--proposal', 'deploy-1', '--id', 'resume-1']);

    expect([halt.code, voted.code, resume.code]).to.deep.equal([0, 0, 0]);
    expect(voted.stderr).to.contain('halt everything on mychannel');
    expect(posted().map(({ path }) => path)).to.deep.equal([
      '/governance/emergencies/halt-1',
      '/governance/emergencies/halt-1/vote',
      '/governance/emergencies/resume-1',
    ]);
    expect(posted().at(0)?.body).to.deep.equal({
      proposal: { action: 'halt', channelID: 'mychannel' },
      description: 'wrong build',
    });
    expect((await world.run(['governance', 'halt'])).code).to.equal(2);
    expect((await world.run(['governance', 'list', '-o', 'json'])).stdout).to.contain('halt-1');
  });

  it('lists what is halted', async () => {
    world.api.answers.set('GET /governance/halts', [
      {
        channelID: 'mychannel',
        proposalID: 'deploy-1',
        state: 'halted',
        decidedBy: 'halt-1',
        proposals: [
          {
            ID: 'deploy-1',
            status: 'approved',
            organizations: { Org1MSP: { install: 'done', halt: 'waiting' }, Org2MSP: {} },
          },
        ],
      },
    ]);

    expect((await world.run(['governance', 'halts'])).stdout).to.equal(
      'HALTED    BY      PROPOSAL  STATUS    ORGANIZATION  STEPS\n' +
        'deploy-1  halt-1  deploy-1  approved  Org1MSP       install done, halt waiting\n' +
        'deploy-1  halt-1  deploy-1  approved  Org2MSP       -\n',
    );
  });

  it("stops and resumes the organization's own agents", async () => {
    for (const action of ['stop', 'resume']) {
      world.api.answers.set(`POST /agent/${action}`, { mspID: 'Org1MSP', stopped: action === 'stop' });
    }
    world.api.answers.set('GET /agents', [
      { mspID: 'Org1MSP', stopped: true, comment: 'a key is lost', time: '2026-01-05T12:00:00.000Z' },
    ]);

    expect((await world.run(['governance', 'agent', 'stop', '-m', 'a key is lost'])).stdout).to.equal(
      'the agents of Org1MSP are stopped\n',
    );
    expect((await world.run(['governance', 'agent', 'list'])).stdout).to.match(/Org1MSP +stopped .* a key is lost\n/);
    expect((await world.run(['governance', 'agent', 'resume'])).code).to.equal(0);
    expect(posted().map(({ body }) => body)).to.deep.equal([{ comment: 'a key is lost' }, { comment: '' }]);
  });

  describe('apply', () => {
    const manifest = (changes: string) => world.file('rules.yaml', `kind: governance\nchanges:\n${changes}`);

    beforeEach(() => {
      world.api.answers.set('GET /governance/simulate', {
        ...{ policy: guarded, unanimousInstead: false, channelID: 'ops-channel', members: [], agreed: [] },
        ...{ disagreed: [], result: 'open', pending: [] },
      });
    });

    it('has nothing to do when the policies are in force', async () => {
      const file = await manifest('  - { scope: default, policy: { type: majority }, graceSeconds: 86400 }\n');

      expect((await world.run(['apply', '-f', file])).stdout).to.equal('the constitution: nothing to do\n');
    });

    it('proposes the policies that differ, once', async () => {
      const file = await manifest(
        '  - { scope: default, policy: { type: majority }, graceSeconds: 86400 }\n' +
          '  - { scope: kind:create-channel, policy: "AND(MAJORITY, \'Org1MSP\')" }\n' +
          '  - { scope: channel:mychannel, repeal: true }\n',
      );

      const first = await world.run(['apply', '-f', file, '--id', 'new-rules']);
      const again = await world.run(['apply', '-f', file]);

      expect(first.stdout).to.contain("kind:create-channel: (none) -> AND(MAJORITY, 'Org1MSP')");
      expect(again.stdout).to.equal('the constitution: proposed already as new-rules\n');
      expect(posted()).to.deep.equal([
        {
          path: `${PROPOSALS}/new-rules`,
          body: { proposal: { changes: [{ scope: 'kind:create-channel', policy: guarded }] } },
        },
      ]);
    });

    it('tells the line of a policy that the server cannot read', async () => {
      world.api.answers.set('GET /governance/simulate', () => {
        throw new FakeProblem(400, 'INVALID_ARGUMENT', { field: 'policy', message: 'must be a policy' });
      });
      const file = await manifest('  - scope: default\n    policy: MOST\n');

      const { code, stderr } = await world.run(['apply', '-f', file]);

      expect(code).to.equal(1);
      expect(stderr).to.contain(`${file}:4: `).and.to.contain('policy must be a policy');
    });
  });
});
