// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation } from '@opssc/configtx';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { configText } from '../../support/config-text.js';
import { configurationsOf } from '../../support/configurations-of.js';
import { orderedWorld } from '../../support/ordered-world.js';
import type { World } from '../../support/world.js';

const CHANNEL = 'mychannel';

const batches = (maxMessageCount: number): readonly ChannelOperation[] => [
  { operation: 'set-orderer', batchSize: { maxMessageCount } },
];

describe('the signatures of a channel update', function () {
  this.timeout(240_000);
  let world: World;

  before(async () => {
    world = await orderedWorld();
  });

  const viewOf = async (id: string) => (await world.client('org1').ops()).getProposal(id);

  it('are waited for where a majority of votes is not enough for what changes, and it says for whom', async () => {
    // By Fabric's policies only Org4 changes its own anchor peers.
    const id = await world.changeChannel(CHANNEL, [
      { operation: 'set-anchor-peers', name: 'Org4MSP', anchorPeers: [{ host: 'own.example.com', port: 7051 }] },
    ]);

    const waiting = await waitFor(
      async () => (await viewOf(id)).receipts.find(({ step, state }) => step === 'commit' && state === 'waiting'),
      { what: `${id} waits for a signature` },
    );
    expect(waiting.observed.awaiting).to.deep.equal(['Org4MSP']);

    await world.client('org4').voteOnChannel(id);

    await world.untilStatus(id, 'committed');
    await world.untilConfigured({
      channelID: CHANNEL,
      what: 'the anchor peer',
      isSo: ({ anchorPeers }) => anchorPeers['Org4MSP']?.join() === 'own.example.com:7051',
    });
  });

  it('are given again, without a new vote, when the configuration moved in between', async () => {
    const others = world.consortium.organizations.filter(({ name }) => name !== 'org1');
    for (const { agent } of others) {
      await agent?.stop();
    }
    const id = await world.changeChannel(CHANNEL, batches(41));
    await waitFor(async () => (await viewOf(id)).signatures.length === 1, { what: `Org1 has signed ${id}` });
    // The same element: what Org1 has signed can no longer be applied.
    await world.updateByHand(CHANNEL, [{ operation: 'set-orderer', batchSize: { preferredMaxBytes: 1_000_000 } }]);

    for (const organization of others) {
      await organization.startAgent();
    }

    await world.untilStatus(id, 'committed');
    const { signatures, votes } = await viewOf(id);
    const rounds = new Set(signatures.map(({ updateDigest }) => updateDigest));
    expect(rounds.size).to.equal(2);
    expect(votes).to.have.length(3);
    const changed = (await configurationsOf(world.client('org1'), CHANNEL)).filter((text) =>
      text.includes('"max_message_count":41'),
    );
    expect(changed).to.have.length(1);
  });

  it('of two decided changes of one element are given for one after the other', async () => {
    const ids = await Promise.all([
      world.changeChannel(CHANNEL, batches(51)),
      world.changeChannel(CHANNEL, batches(52)),
    ]);

    for (const id of ids) {
      await world.untilStatus(id, 'committed');
    }

    const configurations = await configurationsOf(world.client('org1'), CHANNEL);
    for (const count of [51, 52]) {
      const changed = configurations.filter((text) => text.includes(`"max_message_count":${String(count)}`));
      expect(changed, `configurations with ${String(count)}`).to.have.length(1);
    }
    await world.untilConfigured({
      channelID: CHANNEL,
      what: 'one of the two',
      isSo: (config) => /"max_message_count":5[12]/.test(configText(config)),
    });
  });
});
