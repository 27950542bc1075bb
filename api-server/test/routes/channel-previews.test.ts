// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { UpdateSignature } from '@opssc/chaincode/model';
import { updateDigest } from '@opssc/configtx';
import { expect } from 'chai';
import { type ChannelPreview, previewSchema } from '../../src/views/channel-preview-view.js';
import { type ChannelWorld, newChannelWorld } from '../support/channel-world.js';
import { expectProblem } from '../support/expect-problem.js';
import { channelProfile, nextBlock, updateBytes } from '../support/test-channel.js';
import { uselessSignature } from '../support/test-organization.js';
import { startTestServer, type TestResponse, type TestServer } from '../support/test-server.js';

const batch = { operation: 'set-orderer', batchTimeout: 500 } as const;
const update = { channelID: 'mychannel', action: 'update', opsProfile: [batch] };

describe('previews of channel proposals', () => {
  let world: ChannelWorld;
  let server: TestServer;

  before(async () => {
    world = await newChannelWorld();
  });

  beforeEach(async () => {
    server = await startTestServer();
    world.settle(server.fabric);
  });

  afterEach(() => server.stop());

  function only(answer: TestResponse): ChannelPreview {
    expect(answer.status, answer.text).to.equal(200);
    const { channels } = previewSchema.parse(answer.json);
    const [preview, ...others] = channels;
    expect(others).to.deep.equal([]);
    expect(preview).not.to.equal(undefined);
    return preview as ChannelPreview;
  }

  /** All own peers have a newer configuration. */
  function moveTo(block: common.Block): void {
    for (const peer of server.fabric.peers) {
      peer.configBlocks.set('mychannel', block);
    }
  }

  /** Puts signatures of organizations on the update onto the ledger, as their agents do. */
  async function sign(numbers: readonly number[], changes: Partial<UpdateSignature> = {}): Promise<void> {
    const bytes = updateBytes(world.blocks.mychannel, [batch]);
    const view = await server.fabric.ops.getProposal('c1');
    const signatures = await Promise.all(
      numbers.map(async (number) => ({
        proposalID: 'c1',
        mspID: world.org(number).mspID,
        updateDigest: updateDigest(bytes),
        configSequence: 0,
        signature: await world.org(number).sign(bytes),
        time: '2026-01-03T00:00:00.000Z',
        ...changes,
      })),
    );
    server.fabric.ops.proposals.set('c1', { ...view, signatures: [...view.signatures, ...signatures] });
  }

  describe('without a proposal', () => {
    it('say what changes, who must sign, and write nothing', async () => {
      const preview = only(await server.post('/channel/preview', { proposal: update }));

      expect(preview).to.deep.include({ channelID: 'mychannel', configSequence: 0 });
      expect(preview.updateDigest).to.equal(updateDigest(updateBytes(world.blocks.mychannel, [batch])));
      expect(preview.explanation.changes).to.have.length(1);
      expect(preview.explanation.changes[0]?.path).to.include('BatchTimeout');
      expect(preview.explanation.text).to.include('500ms');
      expect(preview.signers).to.deep.include({ satisfied: false, assumed: ['Org1MSP'], signed: [] });
      expect(preview.signers.elements.map(({ policy }) => policy)).to.deep.equal(['/Channel/Orderer/Admins']);
      expect(preview.signers.missing).to.deep.equal([['Org2MSP'], ['Org3MSP']]);
      expect(preview).not.to.have.property('refusal');
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });

    it('go channel by channel', async () => {
      const opsProfiles = { mychannel: [batch], yourchannel: [{ ...batch, batchTimeout: 700 }] };

      const { json } = await server.post('/channel/preview', { proposal: { action: 'update', opsProfiles } });

      const { channels } = previewSchema.parse(json);
      expect(channels.map(({ channelID }) => channelID)).to.deep.equal(['mychannel', 'yourchannel']);
      expect(channels[0]?.updateDigest).not.to.equal(channels[1]?.updateDigest);
    });

    it('tell of risks', async () => {
      const opsProfile = [{ operation: 'remove-consenter', host: 'orderer.org2msp', port: 7050 }];

      const { risks } = only(await server.post('/channel/preview', { proposal: { ...update, opsProfile } }));

      expect(risks.map(({ code }) => code)).to.deep.equal(['QUORUM_WEAKENED']);
    });

    it('say what Fabric would refuse, whoever signs', async () => {
      const opsProfile = ['orderer.org2msp', 'orderer.org3msp'].map((host) => ({
        operation: 'remove-consenter',
        host,
        port: 7050,
      }));

      const preview = only(await server.post('/channel/preview', { proposal: { ...update, opsProfile } }));

      expect(preview.refusal?.code).to.equal('REFUSED');
      expect(preview.refusal?.text).to.include('update of more than one consenter at a time is not supported');
      const answer = await server.post('/channel/proposals/c1', { proposal: { ...update, opsProfile } });
      const { detail } = expectProblem(answer, 422, 'FABRIC_WOULD_REFUSE');
      expect(detail).to.equal(`mychannel: ${preview.refusal?.text ?? ''}`);
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });

    it('show all of a new channel', async () => {
      const opsProfile = channelProfile('newchannel', world.organizations);
      const proposal = { channelID: 'newchannel', action: 'create', opsProfile };

      const preview = only(await server.post('/channel/preview', { proposal }));

      expect(preview.configSequence).to.equal(0);
      expect(preview.signers).to.deep.include({ elements: [], satisfied: true });
      expect(preview.explanation.changes.every(({ kind }) => kind === 'added')).to.equal(true);
      expect(preview.explanation.text).to.include('application organizations: Org1MSP, Org2MSP, Org3MSP');
      expect(preview.risks).to.deep.equal([]);
    });
  });

  describe('of a proposal', () => {
    beforeEach(async () => {
      await server.post('/channel/proposals/c1', { proposal: update });
    });

    it('take those in favour as signing', async () => {
      expect(only(await server.get('/channel/proposals/c1/preview')).signers).to.deep.include({
        satisfied: false,
        assumed: ['Org1MSP'],
      });

      await server.post('/channel/proposals/c1/vote');

      expect(only(await server.get('/channel/proposals/c1/preview')).signers).to.deep.include({
        satisfied: true,
        assumed: ['Org1MSP', 'Org2MSP'],
        missing: [],
      });
    });

    it('do not take those against as signing', async () => {
      await server.post('/channel/proposals/c1/vote', { updateRequest: { status: 'disagreed' } });

      expect(only(await server.get('/channel/proposals/c1/preview')).signers.assumed).to.deep.equal(['Org1MSP']);
    });

    it('count the signatures on the ledger, those of the update as it is now', async () => {
      await sign([2, 3]);

      const { signers, refusal } = only(await server.get('/channel/proposals/c1/preview'));

      expect(signers).to.deep.include({ satisfied: true, signed: ['Org2MSP', 'Org3MSP'] });
      expect(refusal).to.equal(undefined);
    });

    it('leave out what signs another update, or nothing', async () => {
      await sign([2], { updateDigest: 'f'.repeat(64) });
      await sign([3], { signature: uselessSignature() });

      const { signers } = only(await server.get('/channel/proposals/c1/preview'));

      expect(signers).to.deep.include({ satisfied: false });
    });

    it('say that it is in force once it is', async () => {
      moveTo(nextBlock(world.blocks.mychannel, [batch]));

      const preview = only(await server.get('/channel/proposals/c1/preview'));

      expect(preview).not.to.have.property('updateDigest');
      expect(preview.explanation).to.deep.equal({
        text: 'Nothing changes: mychannel is already as proposed.',
        changes: [],
      });
    });

    it('say why it does not fit any more', async () => {
      const opsProfile = [{ operation: 'set-anchor-peers', name: 'Org3MSP', anchorPeers: [{ host: 'p', port: 1 }] }];
      await server.post('/channel/proposals/c2', { proposal: { ...update, opsProfile } });
      moveTo(nextBlock(world.blocks.mychannel, [{ operation: 'remove-organization', name: 'Org3MSP' }]));

      const { refusal } = only(await server.get('/channel/proposals/c2/preview'));

      expect(refusal).to.deep.include({ code: 'INVALID_PROFILE', path: 'operations[0].name' });
    });

    it('are there for every part of a ballot, and for each', async () => {
      const proposal = { action: 'update', channelIDs: ['mychannel', 'yourchannel'], opsProfile: [batch] };
      await server.post('/channel/proposals/b1', { proposal });

      const { json } = await server.get('/channel/proposals/b1/preview');

      expect(previewSchema.parse(json).channels.map(({ channelID }) => channelID)).to.deep.equal([
        'mychannel',
        'yourchannel',
      ]);
      expect(only(await server.get('/channel/proposals/b1.2/preview')).channelID).to.equal('yourchannel');
    });

    it('name the parts on channels that the organization is not on', async () => {
      const proposal = { action: 'update', channelIDs: ['mychannel', 'yourchannel'], opsProfile: [batch] };
      await server.post('/channel/proposals/b1', { proposal });
      const { channels } = server.fabric.ops;
      const index = channels.findIndex(({ channelID }) => channelID === 'yourchannel');
      channels.splice(index, 1);

      const preview = previewSchema.parse((await server.get('/channel/proposals/b1/preview')).json);

      expect(preview.channels.map(({ channelID }) => channelID)).to.deep.equal(['mychannel']);
      expect(preview.unseen?.map(({ channelID }) => channelID)).to.deep.equal(['yourchannel']);
      expectProblem(await server.get('/channel/proposals/b1.2/preview'), 404, 'UNKNOWN_CHANNEL');
    });

    it('show a channel to be created, until it is there', async () => {
      const opsProfile = channelProfile('newchannel', world.organizations);
      await server.post('/channel/proposals/n1', {
        proposal: { channelID: 'newchannel', action: 'create', opsProfile },
      });

      expect(only(await server.get('/channel/proposals/n1/preview')).explanation.text).to.include('Org3MSP');

      const view = await server.fabric.ops.getProposal('n1');
      const outcome = { proposalID: 'n1', mspID: 'Org1MSP', status: 'committed', detail: '', time: '' } as const;
      server.fabric.ops.proposals.set('n1', { ...view, status: 'committed', decision: 'approved', outcome });
      expect(only(await server.get('/channel/proposals/n1/preview')).explanation).to.deep.equal({
        text: 'Nothing changes: newchannel is there as proposed.',
        changes: [],
      });
    });

    it('are not found without the proposal', async () => {
      expectProblem(await server.get('/channel/proposals/none/preview'), 404, 'NOT_FOUND');
    });
  });
});
