// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { WaitingError } from '../../src/errors/waiting-error.js';
import { ChannelConfigs } from '../../src/observe/channel-configs.js';
import { batchSize, ChannelConsortium } from '../support/channel-consortium.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

describe('ChannelConfigs', function () {
  this.timeout(30_000);
  let organizations: readonly TestOrganization[];

  before(async () => {
    organizations = await Promise.all([1, 2].map(newTestOrganization));
  });

  /** Three configurations of `mychannel`. */
  async function moved() {
    const consortium = new ChannelConsortium(organizations);
    for (const count of [11, 12]) {
      consortium.decideUpdate(`p${count}`, batchSize(count), consortium.mspIDs);
      await consortium.run(consortium.agents());
    }
    const { peers } = consortium.member('Org1MSP').nodes();
    return { consortium, configs: new ChannelConfigs(peers) };
  }

  it('gives the newest configuration, and who brought it about', async () => {
    const { configs } = await moved();
    const { config, number, update } = await configs.newest('mychannel');
    expect([config.sequence, number]).to.deep.equal([2n, 2n]);
    expect(update?.submitter).to.match(/^Org[12]MSP$/);
  });

  it('goes back through the configurations before it, to the first', async () => {
    const { configs } = await moved();
    const blocks = await configs.since('mychannel', 0n);
    expect(blocks.map(({ config }) => config.sequence)).to.deep.equal([2n, 1n, 0n]);
    expect(blocks.map(({ update }) => update === undefined)).to.deep.equal([false, false, true]);
    expect((await configs.since('mychannel', 2n)).map(({ number }) => number)).to.deep.equal([2n]);
    expect(await configs.since('mychannel', 3n)).to.deep.equal([]);
  });

  it('reads again when asked for what is newer than it knows, and has nothing where there is nothing', async () => {
    const { consortium, configs } = await moved();
    await configs.get('mychannel');
    consortium.decideUpdate('p13', batchSize(13), consortium.mspIDs);
    await consortium.run(consortium.agents());
    expect((await configs.get('mychannel')).sequence).to.equal(2n);
    expect((await configs.at('mychannel', 3n))?.sequence).to.equal(3n);
    expect(await configs.at('mychannel', 9n)).to.equal(undefined);
  });

  it('waits while no own peer answers, and asks again', async () => {
    const { consortium, configs } = await moved();
    const { peer } = consortium.member('Org1MSP');
    peer.up = false;
    const error: unknown = await configs.get('mychannel').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(WaitingError);
    peer.up = true;
    expect((await configs.get('mychannel')).sequence).to.equal(2n);
  });
});
