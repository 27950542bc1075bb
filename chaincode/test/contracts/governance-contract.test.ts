// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, type ContractErrorCode, policyText, transactions } from '../../src/index.js';
import { deployBody, governanceBody, updateBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
const org1: CallerOptions = { mspID: 'Org1MSP' };

describe('the constitution', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('ops-channel', members, 5);
    await channel.attest('mychannel', members, 3);
  });

  const propose = (id: string, body: object, caller = org1) => channel.client(caller).propose({ id, body });
  const enact = (id: string, caller = org1) => channel.client(caller).enact(id);
  const policyOf = async (id: string) => policyText((await channel.get(id)).proposal.electorate.policy);

  /** Decided and enacted by the organizations that are needed. */
  async function amend(id: string, changes: readonly object[], voters: readonly string[] = ['Org2MSP']): Promise<void> {
    await propose(id, governanceBody(changes));
    for (const mspID of voters) {
      await channel.vote(mspID, id);
    }
    await enact(id);
  }

  describe('the first time', () => {
    it('is decided by the majority of the members of the ops-channel', async () => {
      await propose('g1', governanceBody([{ scope: 'default', policy: 'ALL' }]));

      expect((await channel.get('g1')).proposal.electorate).to.deep.equal({
        members,
        policy: { type: 'majority' },
        configSequence: 5,
      });
      await expectRefusal(enact('g1'), 'NOT_APPROVED');
      await channel.vote('Org3MSP', 'g1');
      await enact('g1', { mspID: 'Org9MSP' });

      expect(await channel.status('g1')).to.equal('committed');
      const { policies, amendment } = await channel.client(org1).getConstitution();
      expect(policies.map(({ scope, terms, proposalID }) => ({ scope, terms, proposalID }))).to.deep.equal([
        { scope: 'default', terms: { policy: { type: 'percentage', percent: 100 } }, proposalID: 'g1' },
      ]);
      expect(amendment).to.deep.include({ proposalID: 'g1', members });
    });

    it('is empty before', async () => {
      expect(await channel.client(org1).getConstitution()).to.deep.equal({ policies: [] });
    });

    it('is not for one that claims to be the only member', async () => {
      await channel.client(org1).attest({ channelID: 'ops-channel', members: ['Org1MSP'], configSequence: 99 });

      await expectRefusal(propose('g1', governanceBody([{ scope: 'default', policy: 'ANY' }])), 'MEMBERSHIP_DISPUTED');
    });
  });

  it('is handed on by the majority of those who decided last', async () => {
    await amend('g1', [{ scope: 'default', policy: 'ALL' }]);
    await channel.client(org1).attest({ channelID: 'ops-channel', members: ['Org1MSP'], configSequence: 99 });
    await expectRefusal(propose('g2', governanceBody([{ scope: 'default', policy: 'ANY' }])), 'MEMBERSHIP_DISPUTED');

    const larger = [...members, 'Org4MSP'];
    await channel.attest('ops-channel', larger, 100);
    await propose('g3', governanceBody([{ scope: 'default', policy: 'ANY' }]));
    expect((await channel.get('g3')).proposal.electorate.members).to.deep.equal(larger);
  });

  it('is changed by its own rule only', async () => {
    await amend('g1', [{ scope: 'governance', policy: "AND(MAJORITY, 'Org3MSP')" }]);
    await propose('g2', governanceBody([{ scope: 'governance', policy: 'ANY' }]));
    await channel.vote('Org2MSP', 'g2');

    expect(await channel.status('g2')).to.equal('proposed');
    await expectRefusal(enact('g2'), 'NOT_APPROVED');
    await channel.vote('Org3MSP', 'g2', 'disagreed');
    expect(await channel.status('g2')).to.equal('rejected');
    await expectRefusal(enact('g2'), 'NOT_APPROVED');
  });

  it('does not open itself to a lax default', async () => {
    await amend('g1', [{ scope: 'default', policy: 'ANY' }]);
    await propose('p1', deployBody());
    await propose('g2', governanceBody([{ scope: 'default', policy: 'ALL' }]));

    expect(await channel.status('p1')).to.equal('approved');
    expect(await channel.status('g2')).to.equal('proposed');
    expect((await channel.get('p1')).proposal.electorate.scope).to.equal('default');
  });

  it('lets the most specific scope decide, and what is repealed no longer', async () => {
    await amend('g1', [
      { scope: 'default', policy: 'ATLEAST(1)' },
      { scope: 'kind:deploy-chaincode', policy: 'ATLEAST(2)' },
      { scope: 'channel:mychannel', policy: 'ATLEAST(3)' },
      { scope: 'chaincode:mychannel/basic', policy: 'ALL' },
    ]);
    await channel.attest('otherchannel', members);
    await propose('p1', deployBody());
    await propose('p2', deployBody({ name: 'other' }));
    await propose('p3', deployBody({ channelID: 'otherchannel' }));
    await propose('p4', updateBody('otherchannel'));
    const policies = await Promise.all(['p1', 'p2', 'p3', 'p4'].map(policyOf));
    expect(policies).to.deep.equal(['ALL', 'ATLEAST(3)', 'ATLEAST(2)', 'ANY']);

    await amend('g2', [{ scope: 'chaincode:mychannel/basic', repeal: true }]);
    await propose('p5', deployBody({ definition: { sequence: 2 } }));
    expect(await policyOf('p5')).to.equal('ATLEAST(3)');
    expect((await channel.client(org1).getConstitution()).policies).to.have.length(3);
  });

  it('takes a stricter policy beside it, and no laxer one', async () => {
    await amend('g1', [{ scope: 'default', policy: 'ALL' }]);
    await channel.client(org1).propose({ id: 'p1', body: deployBody(), policy: 'ANY' });

    expect(await policyOf('p1')).to.equal('AND(ALL, ANY)');
    await channel.vote('Org2MSP', 'p1');
    expect(await channel.status('p1')).to.equal('proposed');
  });

  it('is unanimous where a policy names an organization that is gone', async () => {
    await amend('g1', [{ scope: 'default', policy: "AND('Org1MSP', 'Org3MSP')" }]);
    await channel.attest('yourchannel', ['Org1MSP', 'Org2MSP']);
    await propose('p1', deployBody({ channelID: 'yourchannel' }));

    expect(await policyOf('p1')).to.equal('ALL');
    await channel.vote('Org2MSP', 'p1');
    expect(await channel.status('p1')).to.equal('approved');
  });

  it('sets the deadline of votes, which may be asked for earlier and not later', async () => {
    await amend('g1', [{ scope: 'default', policy: 'MAJORITY', votingSeconds: 3600 }]);
    const at = (seconds: number) => new Date(channel.now.getTime() + 1000 * seconds).toISOString();
    const expires = at(3600);
    await propose('p1', deployBody());
    expect((await channel.get('p1')).proposal.expires).to.equal(expires);

    const ask = (id: string, asked: string) =>
      channel.client(org1).propose({ id, body: deployBody({ name: id }), expires: asked });
    await expectRefusal(ask('p2', at(3601)), 'INVALID_ARGUMENT', 'expires');
    await ask('p2', at(60));
    expect((await channel.get('p2')).proposal.expires).to.equal(at(59));
  });

  it('gives a ballot the earliest deadline of its parts', async () => {
    await channel.attest('otherchannel', members);
    await amend('g1', [{ scope: 'channel:otherchannel', policy: 'MAJORITY', votingSeconds: 60 }]);
    const bodies = [updateBody(), updateBody('otherchannel')];
    const expires = new Date(channel.now.getTime() + 60_000).toISOString();
    await channel.client(org1).propose({ id: 'b1', bodies });

    const { ballot, proposals } = await channel.ballot('b1');
    expect([ballot, ...proposals.map(({ proposal }) => proposal)].map((part) => part.expires)).to.deep.equal(
      Array(3).fill(expires),
    );
  });

  it('is not enacted before its grace period is over', async () => {
    await amend('g1', [{ scope: 'governance', policy: 'MAJORITY', graceSeconds: 600 }]);
    await propose('g2', governanceBody([{ scope: 'default', policy: 'ALL' }]));
    await channel.vote('Org2MSP', 'g2');
    await expectRefusal(enact('g2'), 'GRACE_PERIOD');

    channel.advance(600_000);
    await enact('g2');
    expect((await channel.get('g2')).proposal.graceSeconds).to.equal(600);
  });

  it('has one open proposal at a time, and is enacted once', async () => {
    await propose('g1', governanceBody([{ scope: 'default', policy: 'ALL' }]));
    await expectRefusal(propose('g2', governanceBody([{ scope: 'governance', policy: 'ALL' }])), 'TARGET_BUSY');
    await channel.vote('Org2MSP', 'g1');
    await expectRefusal(propose('g2', governanceBody([{ scope: 'governance', policy: 'ALL' }])), 'TARGET_BUSY');
    await enact('g1');
    const again = await channel.simulate(transactions.enact, canonicalJson({ id: 'g1' }), org1);

    expect([again.readWriteSet.writes.size, again.event]).to.deep.equal([0, undefined]);
    await propose('g2', governanceBody([{ scope: 'governance', policy: 'ALL' }]));
  });

  it('takes effect by its enactment alone, and not after it has failed', async () => {
    await propose('g1', governanceBody([{ scope: 'default', policy: 'ANY' }]));
    await channel.vote('Org2MSP', 'g1');
    const outcome = (status: 'committed' | 'failed') =>
      channel.client(org1).putOutcome({ id: 'g1', status, detail: '' });
    await expectRefusal(outcome('committed'), 'INVALID_ARGUMENT', 'status');
    for (const mspID of members) {
      await channel.receipt(mspID, 'g1', 'verify', 'refused');
    }
    await outcome('failed');

    await expectRefusal(enact('g1'), 'OUTCOME_DIFFERS');
    expect((await channel.client(org1).getConstitution()).policies).to.deep.equal([]);
  });

  it('is enacted by admins, and nothing else is', async () => {
    await propose('g1', governanceBody([{ scope: 'default', policy: 'ALL' }]));
    await propose('p1', deployBody());
    await channel.vote('Org2MSP', 'g1');

    await expectRefusal(enact('g1', { ...org1, units: ['peer'] }), 'NOT_ADMIN');
    await expectRefusal(enact('p1'), 'INVALID_ARGUMENT', 'id');
    await expectRefusal(enact('g9'), 'NOT_FOUND');
  });

  const change = (more: object) => ({ scope: 'default', policy: 'ALL', ...more });
  const refusals: readonly {
    readonly reason: string;
    readonly body: object;
    readonly code?: ContractErrorCode;
    readonly field: string;
  }[] = [
    { reason: 'no change', body: governanceBody([]), field: 'body.changes' },
    { reason: 'another channel', body: governanceBody([change({})], 'mychannel'), field: 'body.channelID' },
    {
      reason: 'a scope twice',
      body: governanceBody([change({}), change({ policy: 'ANY' })]),
      field: 'body.changes[1].scope',
    },
    ...['everything', 'kind:governance', 'kind:cook', 'channel:My', 'chaincode:mychannel', 'chaincode:my/a b'].map(
      (scope) => ({
        reason: `the scope ${scope}`,
        body: governanceBody([change({ scope })]),
        field: 'body.changes[0].scope',
      }),
    ),
    {
      reason: 'neither policy nor repeal',
      body: governanceBody([{ scope: 'default' }]),
      field: 'body.changes[0].policy',
    },
    { reason: 'both', body: governanceBody([change({ repeal: true })]), field: 'body.changes[0].repeal' },
    {
      reason: 'a policy that is none',
      body: governanceBody([change({ policy: 'MOST' })]),
      field: 'body.changes[0].policy',
    },
    {
      reason: 'a stranger',
      body: governanceBody([change({ policy: "OR('Org9MSP')" })]),
      field: 'body.changes[0].policy',
    },
    {
      reason: 'a rule that locks it',
      body: governanceBody([change({ scope: 'governance', policy: 'ATLEAST(4)' })]),
      field: 'body.changes[0].policy',
    },
    {
      reason: 'no time for votes',
      body: governanceBody([change({ votingSeconds: 0 })]),
      field: 'body.changes[0].votingSeconds',
    },
    {
      reason: 'years of grace',
      body: governanceBody([change({ graceSeconds: 1e9 })]),
      field: 'body.changes[0].graceSeconds',
    },
  ];
  for (const { reason, body, code = 'INVALID_ARGUMENT', field } of refusals) {
    it(`refuses ${reason}, and writes nothing`, async () => {
      const before = channel.ledger.keys();

      await expectRefusal(propose('g1', body), code, field);
      expect(channel.ledger.keys()).to.deep.equal(before);
    });
  }
});

describe('the stop of an agent', () => {
  const stop = (mspID: string, stopped: boolean, comment = '') => ({ mspID, stopped, comment });

  it('is written by each organization for itself, and shown to all', async () => {
    const channel = new OpsChannel();
    await channel.client(org1).setAgent({ stopped: true, comment: 'key lost' });
    await channel.client({ mspID: 'Org2MSP' }).setAgent({ stopped: true });
    await channel.client({ mspID: 'Org2MSP' }).setAgent({ stopped: false });

    const agents = await channel.client({ mspID: 'Org3MSP' }).listAgents();
    expect(agents.map(({ mspID, stopped, comment }) => stop(mspID, stopped, comment))).to.deep.equal([
      stop('Org1MSP', true, 'key lost'),
      stop('Org2MSP', false),
    ]);
  });

  it('tells its event, and writes nothing when it says nothing new', async () => {
    const channel = new OpsChannel();
    const set = (stopped: boolean) => channel.simulate(transactions.setAgent, canonicalJson({ stopped }), org1);

    expect((await set(true)).event).to.deep.equal({ type: 'agent', mspID: 'Org1MSP' });
    expect((await set(false)).readWriteSet.writes.size).to.equal(0);
    await expectRefusal(channel.client({ ...org1, units: ['client'] }).setAgent({ stopped: true }), 'NOT_ADMIN');
  });
});
