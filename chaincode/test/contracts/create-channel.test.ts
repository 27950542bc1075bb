// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { ContractError, type ContractErrorCode } from '../../src/index.js';
import { channelStateBody, createBody, deployBody, updateBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const consortium = ['Org1MSP', 'Org2MSP', 'Org3MSP', 'Org4MSP'];
const organizations = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
const org1: CallerOptions = { mspID: 'Org1MSP' };
const org4: CallerOptions = { mspID: 'Org4MSP' };

describe('create-channel', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('ops-channel', consortium, 5);
  });

  const propose = (id: string, body: object = createBody(organizations), caller = org1) =>
    channel.client(caller).propose({ id, body });

  describe('Propose', () => {
    it('is decided by those that take part, in ascending order', async () => {
      await propose('p1', createBody(['Org3MSP', 'Org1MSP', 'Org2MSP']));

      const { proposal } = await channel.get('p1');
      expect(proposal.electorate).to.deep.equal({
        members: organizations,
        policy: { type: 'majority' },
        configSequence: 5,
      });
      expect(proposal.body).to.deep.equal(createBody(organizations));
      await expectRefusal(channel.vote('Org4MSP', 'p1'), 'NOT_A_MEMBER');
      await channel.vote('Org3MSP', 'p1');
      expect(await channel.status('p1')).to.equal('approved');
    });

    const refusals: readonly {
      readonly reason: string;
      readonly body: object;
      readonly caller?: CallerOptions;
      readonly code: ContractErrorCode;
      readonly field?: string;
    }[] = [
      { reason: 'a proposer that takes no part', body: createBody(organizations), caller: org4, code: 'NOT_A_MEMBER' },
      {
        reason: 'an organization outside the ops-channel',
        body: createBody([...organizations, 'Org9MSP']),
        code: 'INVALID_ARGUMENT',
        field: 'body.organizations',
      },
      {
        reason: 'an organization twice',
        body: createBody(['Org1MSP', 'Org1MSP']),
        code: 'INVALID_ARGUMENT',
        field: 'body.organizations',
      },
      { reason: 'nobody', body: createBody([]), code: 'INVALID_ARGUMENT', field: 'body.organizations' },
      { reason: 'the ops-channel itself', body: createBody(organizations, 'ops-channel'), code: 'CHANNEL_EXISTS' },
      {
        reason: 'a name that Fabric refuses',
        body: createBody(organizations, 'NewChannel'),
        code: 'INVALID_ARGUMENT',
        field: 'body.channelID',
      },
      {
        reason: 'a profile that is no object',
        body: { ...createBody(organizations), profile: [] },
        code: 'INVALID_ARGUMENT',
        field: 'body.profile',
      },
    ];
    for (const { reason, body, caller, code, field } of refusals) {
      it(`refuses ${reason}, and writes nothing`, async () => {
        const before = channel.ledger.keys();

        await expectRefusal(propose('p1', body, caller), code, field);
        expect(channel.ledger.keys()).to.deep.equal(before);
      });
    }

    it('refuses a channel that somebody attests', async () => {
      await channel.client(org4).attest({ channelID: 'newchannel', members: consortium, configSequence: 0 });

      await expectRefusal(propose('p1'), 'CHANNEL_EXISTS');
    });

    it('needs an ops-channel that its members attest', async () => {
      channel = new OpsChannel();

      await expectRefusal(propose('p1'), 'UNKNOWN_CHANNEL');
    });

    it('holds the name while it is open, and no longer', async () => {
      await propose('p1');
      await expectRefusal(propose('p2'), 'TARGET_BUSY');
      await propose('p3', createBody(organizations, 'otherchannel'));
      await channel.vote('Org2MSP', 'p1', 'disagreed');
      await channel.vote('Org3MSP', 'p1', 'disagreed');
      await propose('p2');
      await channel.vote('Org2MSP', 'p2');
      await expectRefusal(propose('p4'), 'TARGET_BUSY');

      expect(await channel.status('p2')).to.equal('approved');
    });
  });

  describe('a channel that is approved and not there yet', () => {
    beforeEach(async () => {
      await propose('p1');
      await channel.vote('Org2MSP', 'p1');
    });

    const refusalOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

    for (const body of [
      channelStateBody('disabled', 'newchannel'),
      deployBody({ channelID: 'newchannel' }),
      updateBody('newchannel'),
    ]) {
      it(`refuses ${body.kind}, and says what it waits for`, async () => {
        const refusal = await refusalOf(propose('p2', body));

        expect(refusal).to.be.instanceOf(ContractError);
        expect(refusal).to.include({
          code: 'UNKNOWN_CHANNEL',
          text:
            'no membership of channel newchannel is attested by a majority of its members; proposal p1 to create it is ' +
            'approved, and its members attest it once they have joined',
        });
      });
    }

    it('is unknown to the registry, which says what it waits for', async () => {
      const refusal = await refusalOf(channel.channel('newchannel'));

      expect(refusal).to.include({ code: 'UNKNOWN_CHANNEL' });
      expect(refusal)
        .to.have.property('text')
        .that.matches(/^nobody attests a channel newchannel; proposal p1 to create it is approved/);
      const channels = await channel.client(org1).listChannels();
      expect(channels.map(({ channelID }) => channelID)).to.deep.equal(['ops-channel']);
    });

    it('has its proposal in the list of the channel', async () => {
      const { proposals } = await channel.client(org4).listProposals({ channelID: 'newchannel' });

      expect(proposals.map(({ proposal }) => proposal.id)).to.deep.equal(['p1']);
    });

    it('is registered by the attestations of its members', async () => {
      await channel.attest('newchannel', organizations, 0);

      expect(await channel.channel('newchannel')).to.deep.include({ state: 'application', members: organizations });
      await propose('p2', channelStateBody('disabled', 'newchannel'));
      await channel.vote('Org3MSP', 'p2');
      expect((await channel.channel('newchannel')).state).to.equal('disabled');
      expect(await channel.status('p1')).to.equal('approved');
    });

    it('is acknowledged when every organization has joined, and committed by its outcome', async () => {
      const observed = { orderers: ['orderer0.org1.example.com'], peers: ['peer0', 'peer1'], block: '0' };
      for (const mspID of organizations) {
        expect(await channel.status('p1')).to.equal('approved');
        await channel.client({ mspID }).putReceipt({ id: 'p1', step: 'join', state: 'done', detail: '', observed });
      }
      expect(await channel.status('p1')).to.equal('acknowledged');
      await channel.client(org1).putOutcome({ id: 'p1', status: 'committed', detail: 'block 0' });

      const view = await channel.get('p1');
      expect(view.status).to.equal('committed');
      expect(view.receipts[0]?.observed).to.deep.equal(observed);
    });

    it('needs the decision before an agent joins', async () => {
      await propose('p2', createBody(organizations, 'otherchannel'));

      await expectRefusal(channel.receipt('Org1MSP', 'p2', 'join'), 'NOT_APPROVED');
    });
  });
});
