// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation } from '@opssc/configtx';
import { expect } from 'chai';
import { configText } from '../../support/config-text.js';
import { expectRefusal } from '../../support/refusal.js';
import { orderedWorld } from '../../support/ordered-world.js';
import type { World } from '../../support/world.js';

const CHANNEL = 'mychannel';

const SECOND_ENDPOINT = 'orderer9.org1.example.com:7050';

interface Change {
  readonly reason: string;
  readonly operations: readonly ChannelOperation[];
  /** What the channel's configuration then says at every peer. */
  readonly expected: RegExp;
}

/** One proposal each. */
const CHANGES: readonly Change[] = [
  {
    reason: 'the batch size',
    operations: [{ operation: 'set-orderer', batchSize: { maxMessageCount: 77 } }],
    expected: /"max_message_count":77/,
  },
  {
    reason: 'an access control list',
    operations: [{ operation: 'set-application', acls: { 'peer/Propose': '/Channel/Application/Admins' } }],
    expected: /"peer\/Propose":\{"policy_ref":"\/Channel\/Application\/Admins"\}/,
  },
  {
    reason: 'a policy',
    operations: [
      { operation: 'set-application', policies: { Auditing: { type: 'ImplicitMeta', rule: 'ANY Readers' } } },
    ],
    expected: /"Auditing"/,
  },
  {
    reason: 'the anchor peers of an organization',
    operations: [
      { operation: 'set-anchor-peers', name: 'Org1MSP', anchorPeers: [{ host: 'anchor.example.com', port: 7051 }] },
    ],
    expected: /anchor\.example\.com/,
  },
  {
    reason: 'a capability',
    operations: [{ operation: 'set-application', capabilities: ['V2_0'] }],
    expected: /"Application":.*"capabilities":\{"V2_0":\{\}\}/,
  },
  {
    reason: 'the capability back',
    operations: [{ operation: 'set-application', capabilities: ['V2_5'] }],
    expected: /"Application":.*"capabilities":\{"V2_5":\{\}\}/,
  },
];

describe('changes of a channel by vote', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await orderedWorld();
  });

  const sequences = async () => (await world.client('org1').configs(CHANNEL)).map(({ sequence }) => sequence);

  for (const change of CHANGES) {
    it(`change ${change.reason} at every organization, by one update`, () => isMade(change));
  }

  it('change the orderer endpoints of an organization, and back', async () => {
    const own = world.consortium.organization('org1').orderers.map(({ address }) => address);
    const operation = 'set-orderer-endpoints';
    await isMade({
      reason: 'a second endpoint',
      operations: [{ operation, name: 'Org1MSP', ordererEndpoints: [...own, SECOND_ENDPOINT] }],
      expected: new RegExp(`"${SECOND_ENDPOINT}"`),
    });
    await isMade({
      reason: 'the first endpoint alone',
      operations: [{ operation, name: 'Org1MSP', ordererEndpoints: own }],
      expected: new RegExp(`^(?!.*"${SECOND_ENDPOINT}")`),
    });
  });

  async function isMade({ reason, operations, expected }: Change): Promise<void> {
    const [before] = await world.client('org1').configs(CHANNEL);
    const id = await world.changeChannel(CHANNEL, operations);

    const { outcome } = await world.untilStatus(id, 'committed');

    expect(outcome?.block).to.match(/^\d+$/);
    await world.untilConfigured({
      channelID: CHANNEL,
      what: reason,
      isSo: (config) => expected.test(configText(config)) && config.sequence === (before?.sequence ?? 0n) + 1n,
    });
  }

  it('are refused at the proposal when they change nothing', async () => {
    const before = await sequences();
    const proposal = {
      channelID: CHANNEL,
      action: 'update',
      opsProfile: [{ operation: 'set-channel', capabilities: ['V3_0'] }],
    };

    await expectRefusal(
      world.client('org1').proposeOnChannel(world.unique('nothing'), proposal),
      422,
      'NOTHING_CHANGES',
    );

    expect(await sequences()).to.deep.equal(before);
  });

  it('are not made when they are voted down, or withdrawn', async () => {
    const before = await sequences();
    const proposal = {
      channelID: CHANNEL,
      action: 'update',
      opsProfile: [{ operation: 'set-orderer', batchSize: { maxMessageCount: 5 } }],
    };
    const [rejected, withdrawn] = [world.unique('rejected'), world.unique('withdrawn')];
    await world.client('org1').proposeOnChannel(rejected, proposal);
    for (const organization of ['org2', 'org3', 'org4']) {
      await world.client(organization).voteOnChannel(rejected, 'disagreed');
    }
    await world.client('org1').proposeOnChannel(withdrawn, proposal);
    await world.client('org1').withdrawOnChannel(withdrawn);

    await world.untilStatus(rejected, 'rejected');
    await world.untilStatus(withdrawn, 'withdrawn');

    expect(await sequences()).to.deep.equal(before);
  });
});
