// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, transactions } from '../../src/index.js';
import { deployBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const org1: CallerOptions = { mspID: 'Org1MSP' };
const attestation = { channelID: 'mychannel', members: ['Org1MSP', 'Org2MSP'], configSequence: 3 };

describe('RegistryContract', () => {
  let channel: OpsChannel;

  beforeEach(() => {
    channel = new OpsChannel();
  });

  describe('Attest', () => {
    it('keeps the members in ascending order, and tells the event', async () => {
      const argument = canonicalJson({ ...attestation, members: ['Org2MSP', 'Org1MSP'] });
      const { result, event } = await channel.simulate(transactions.attest, argument, org1);

      expect(JSON.parse(result)).to.deep.equal({
        ...attestation,
        mspID: 'Org1MSP',
        time: channel.now.toISOString(),
      });
      expect(event).to.deep.equal({ type: 'attested', channelID: 'mychannel' });
    });

    it('writes nothing when it says nothing new', async () => {
      await channel.client(org1).attest(attestation);
      channel.advance(1000);
      const { readWriteSet, event } = await channel.simulate(transactions.attest, canonicalJson(attestation), org1);

      expect(readWriteSet.writes.size).to.equal(0);
      expect(event).to.equal(undefined);
    });

    it('reads and writes its own key only, so that all can attest in one block', async () => {
      const { readWriteSet } = await channel.simulate(transactions.attest, canonicalJson(attestation), org1);

      expect([...readWriteSet.reads.keys()]).to.deep.equal(['\0attestation\0mychannel\0Org1MSP\0']);
      expect([...readWriteSet.writes.keys()]).to.deep.equal(['\0attestation\0mychannel\0Org1MSP\0']);
      expect(readWriteSet.ranges).to.deep.equal([]);
    });

    it('refuses members without the caller, repeated members, and callers who are no admins', async () => {
      const attest = (caller: CallerOptions, members: readonly string[]) =>
        channel.client(caller).attest({ ...attestation, members });

      await expectRefusal(attest(org1, ['Org2MSP']), 'INVALID_ARGUMENT', 'members');
      await expectRefusal(attest(org1, ['Org1MSP', 'Org1MSP']), 'INVALID_ARGUMENT', 'members');
      await expectRefusal(attest(org1, []), 'INVALID_ARGUMENT', 'members');
      await expectRefusal(attest({ ...org1, units: ['peer'] }, ['Org1MSP']), 'NOT_ADMIN');
    });
  });

  describe('GetChannel', () => {
    it('has no members until a majority of them attests', async () => {
      await channel.client(org1).attest(attestation);
      expect(await channel.channel('mychannel')).to.deep.include({ members: [], configSequence: 0 });
      await channel.client({ mspID: 'Org2MSP' }).attest(attestation);

      const view = await channel.channel('mychannel');
      expect(view).to.deep.include({ state: 'application', members: ['Org1MSP', 'Org2MSP'], configSequence: 3 });
      expect(view.attestations).to.have.lengthOf(2);
    });

    it('is not taken over by a stranger who claims a higher sequence', async () => {
      const members = ['Org1MSP', 'Org2MSP'];
      await channel.attest('mychannel', members, 3);
      await channel.client({ mspID: 'Org9MSP' }).attest({ ...attestation, members: ['Org9MSP'], configSequence: 99 });

      expect(await channel.channel('mychannel')).to.deep.include({ members, configSequence: 3 });
      await channel.client(org1).propose({ id: 'p1', body: deployBody() });
      await channel.vote('Org2MSP', 'p1');
      expect(await channel.status('p1')).to.equal('approved');
    });

    it('knows its own channel as the ops-channel', async () => {
      await channel.attest('ops-channel', ['Org1MSP']);

      expect((await channel.channel('ops-channel')).state).to.equal('ops');
    });

    it('refuses a channel that nobody attests, and names that Fabric refuses', async () => {
      await expectRefusal(channel.channel('mychannel'), 'UNKNOWN_CHANNEL');
      await expectRefusal(channel.channel('MyChannel'), 'INVALID_ARGUMENT', 'channelID');
    });

    it('does not mix up channels of which one begins like the other', async () => {
      await channel.attest('my', ['Org1MSP']);
      await channel.attest('mychannel', ['Org2MSP']);

      expect((await channel.channel('my')).members).to.deep.equal(['Org1MSP']);
    });
  });

  describe('ListChannels', () => {
    it('has every channel that somebody attests', async () => {
      await channel.attest('yourchannel', ['Org1MSP', 'Org2MSP']);
      await channel.attest('mychannel', ['Org1MSP']);

      const channels = await channel.client(org1).listChannels();
      expect(channels.map(({ channelID, members }) => ({ channelID, members }))).to.deep.equal([
        { channelID: 'mychannel', members: ['Org1MSP'] },
        { channelID: 'yourchannel', members: ['Org1MSP', 'Org2MSP'] },
      ]);
    });
  });
});
