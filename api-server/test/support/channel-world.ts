// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { FakeFabric } from './fake-fabric.js';
import { channelBlock } from './test-channel.js';
import { newTestOrganization, type TestOrganization } from './test-organization.js';

/** Three organizations with channels that the peers of the first have joined, and the registry knows. */
export interface ChannelWorld {
  readonly organizations: readonly TestOrganization[];
  /** By channel. */
  readonly blocks: Readonly<Record<'mychannel' | 'yourchannel' | 'ops-channel', common.Block>>;
  /** The organization by its number: 1, 2, 3. */
  org(number: number): TestOrganization;
  /** Puts the channels where the server looks for them. */
  settle(fabric: FakeFabric): void;
}

export async function newChannelWorld(): Promise<ChannelWorld> {
  const organizations = await Promise.all(['Org1', 'Org2', 'Org3'].map(newTestOrganization));
  const blocks = {
    mychannel: channelBlock('mychannel', organizations),
    yourchannel: channelBlock('yourchannel', organizations),
    'ops-channel': channelBlock('ops-channel', organizations),
  };
  const members = organizations.map(({ mspID }) => mspID);
  return {
    organizations,
    blocks,
    org(number) {
      const organization = organizations[number - 1];
      if (organization === undefined) {
        throw new RangeError(`there is no organization ${number}`);
      }
      return organization;
    },
    settle(fabric) {
      for (const [channelID, block] of Object.entries(blocks)) {
        const state = channelID === 'ops-channel' ? 'ops' : 'application';
        fabric.ops.channels.push({ channelID, state, members, configSequence: 0, attestations: [] });
        for (const peer of fabric.peers) {
          peer.configBlocks.set(channelID, block);
        }
      }
    },
  };
}
