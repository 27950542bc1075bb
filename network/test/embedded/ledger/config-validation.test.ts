// SPDX-License-Identifier: Apache-2.0

import { configFromBlock } from '@opssc/configtx';
import { peer, type common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { TestChannel } from '../fixture.js';
import { configEnvelope } from '../test-envelopes.js';

const codes = peer.TxValidationCode;

describe('validation of a configuration block', () => {
  let channel: TestChannel;

  beforeEach(async () => {
    channel = await TestChannel.create();
  });

  afterEach(() => channel.dispose());

  /** Without the third organization. */
  async function removal(
    admins: readonly number[],
    spoil?: (envelope: common.ConfigEnvelope) => void,
  ): Promise<common.Envelope> {
    const { config: current } = configFromBlock(channel.ledger().lastConfigBlock);
    const updated = current.clone();
    updated.getChannelGroup()?.getGroupsMap().get('Application')?.getGroupsMap().del('Org3');
    return await configEnvelope({
      channelID: channel.channelID,
      current,
      updated,
      admins: admins.map((number) => channel.organization(number).admin),
      signer: channel.organization(1).peer,
      ...(spoil && { spoil }),
    });
  }

  it('takes the next configuration', async () => {
    const before = channel.ledger().bundle.sequence;

    expect(await channel.commit(await removal([1, 2]))).to.deep.equal([codes.VALID]);
    expect(channel.ledger().bundle.sequence).to.equal(before + 1n);
    expect(channel.ledger().bundle.msps.mspIDs).not.to.include('Org3MSP');
    expect(channel.ledger().lastConfigBlock.getHeader()?.getNumber()).to.equal(Number(channel.ledger().height - 1n));
    const stranger = await channel.transaction({ creator: channel.organization(3).user });
    expect(await channel.commit(stranger)).to.deep.equal([codes.BAD_CREATOR_SIGNATURE]);
  });

  const impossible: readonly {
    reason: string;
    admins: readonly number[];
    spoil?: (envelope: common.ConfigEnvelope) => void;
    message: string;
  }[] = [
    {
      reason: 'skips one',
      admins: [1, 2],
      spoil: (envelope) => {
        const config = envelope.getConfig();
        config?.setSequence(config.getSequence() + 1);
      },
      message: 'cannot validate config at sequence 2',
    },
    {
      reason: 'too few have signed',
      admins: [1],
      message: "1 sub-policies were satisfied, but this policy requires 2 of the 'Admins' sub-policies to be satisfied",
    },
    {
      reason: 'says something else than the update that is to prove it',
      admins: [1, 2],
      spoil: (envelope) => {
        envelope.getConfig()?.getChannelGroup()?.getGroupsMap().get('Application')?.getGroupsMap().del('Org2');
      },
      message: 'ConfigEnvelope LastUpdate did not produce the supplied config result',
    },
  ];
  for (const { reason, admins, spoil, message } of impossible) {
    it(`stops at a configuration that ${reason}, as a Fabric peer does`, async () => {
      const block = channel.nextBlock([await removal(admins, spoil)]);
      const error: unknown = await channel
        .ledger()
        .commit(block)
        .then(String, (thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Error).with.property('message').that.includes(message);
      expect(channel.ledger().height).to.equal(1n);
    });
  }
});
