// SPDX-License-Identifier: Apache-2.0

import {
  ContractError,
  type EnvironmentView,
  type NodeObservation,
  type NodeView,
  type ObserveNodeRequest,
  type ResourcesClient,
} from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { OrganizationNodes } from '../../src/fabric/organization-nodes.js';
import { observeRegisteredNodes } from '../../src/observe/observe-registered-nodes.js';
import { recordingLogger } from '../support/recording-logger.js';

const time = '2026-01-01T00:00:00.000Z';

function registered(name: string, more: Partial<NodeView> = {}): NodeView {
  return {
    kind: 'node',
    environmentID: 'testing',
    name,
    mspID: 'Org1MSP',
    term: 1,
    type: 'peer',
    endpoint: `${name}:7051`,
    state: 'active',
    revision: 1,
    created: time,
    updated: time,
    ...more,
  };
}

/** One organization with a peer and an orderer, and what the ledger has of nodes. */
class World {
  registered: readonly NodeView[] = [];
  environmentState: EnvironmentView['state'] = 'open';
  isKnown = true;
  height = 7n;
  peerFailure: Error | undefined;
  versions: Readonly<Record<string, string | Error>> = {};
  readonly observations: ObserveNodeRequest[] = [];

  run(): Promise<void> {
    return observeRegisteredNodes({ nodes: this.#nodes(), logger: recordingLogger().logger });
  }

  #nodes(): Pick<OrganizationNodes, 'mspID' | 'peers' | 'orderers' | 'resources' | 'version'> {
    const channel = (name: string, consensusRelation: string) => ({
      name,
      status: 'active',
      consensusRelation,
      height: this.height,
    });
    const admin = {
      listChannels: () => (this.peerFailure ? Promise.reject(this.peerFailure) : Promise.resolve(['goods'])),
      getChainInfo: () => Promise.resolve({ height: this.height }),
    };
    const orderer = {
      name: 'orderer0',
      list: () => Promise.resolve(['followed', 'goods']),
      info: (name: string) => Promise.resolve(channel(name, name === 'goods' ? 'consenter' : 'follower')),
    };
    return {
      mspID: 'Org1MSP',
      version: (name) => {
        const version = this.versions[name];
        return version instanceof Error ? Promise.reject(version) : Promise.resolve(version);
      },
      peers: [{ name: 'peer0', admin }] as unknown as OrganizationNodes['peers'],
      orderers: [orderer] as unknown as OrganizationNodes['orderers'],
      resources: {
        applyLimits: () => Promise.reject(new Error('not used here')),
        get: () =>
          this.isKnown
            ? Promise.resolve({ consortia: ['supply'] })
            : Promise.reject(new ContractError({ code: 'NOT_FOUND', text: 'no organization' })),
        list: ({ kind }: { readonly kind: string }) =>
          Promise.resolve({
            resources:
              kind === 'environment' ? [{ environmentID: 'testing', state: this.environmentState }] : this.registered,
            bookmark: '',
          }),
        observeNode: (request: ObserveNodeRequest) => {
          this.observations.push(request);
          return Promise.resolve({ result: new Uint8Array(), transactionID: '', blockNumber: 1n });
        },
      } as unknown as ResourcesClient,
    };
  }
}

describe('observeRegisteredNodes', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  it('writes what peers and orderers say, and nothing that they do not', async () => {
    world.registered = [registered('peer0'), registered('orderer0', { type: 'orderer' })];

    await world.run();

    expect(world.observations).to.deep.equal([
      { environmentID: 'testing', name: 'peer0', heights: { goods: '7' } },
      { environmentID: 'testing', name: 'orderer0', role: 'consenter', heights: { followed: '7', goods: '7' } },
    ]);
  });

  it('writes the version that a node tells where its operations endpoint is known, and answers', async () => {
    world.registered = [registered('peer0'), registered('orderer0', { type: 'orderer' })];
    world.versions = { peer0: 'v3.1.1', orderer0: new Error('ECONNREFUSED') };

    await world.run();

    expect(world.observations.map(({ name, version }) => ({ name, version }))).to.deep.equal([
      { name: 'peer0', version: 'v3.1.1' },
      { name: 'orderer0', version: undefined },
    ]);
  });

  it('writes nothing when nothing has changed since', async () => {
    const observed: NodeObservation = { heights: { goods: '7' }, time };
    world.registered = [registered('peer0', { observed })];
    await world.run();
    expect(world.observations).to.deep.equal([]);

    world.height = 8n;
    await world.run();
    expect(world.observations).to.have.length(1);
  });

  for (const { reason, node } of [
    { reason: 'of others', node: registered('peer0', { mspID: 'Org2MSP' }) },
    { reason: 'that were taken out', node: registered('peer0', { state: 'removed' }) },
    { reason: 'that it does not know', node: registered('peer9') },
  ]) {
    it(`passes over nodes ${reason}`, async () => {
      world.registered = [node];
      await world.run();
      expect(world.observations).to.deep.equal([]);
    });
  }

  it('passes over environments that are closed', async () => {
    world.registered = [registered('peer0')];
    world.environmentState = 'closed';
    await world.run();
    expect(world.observations).to.deep.equal([]);
  });

  it('leaves a node that does not answer as it was, and goes on with the next', async () => {
    world.registered = [registered('peer0'), registered('orderer0', { type: 'orderer' })];
    world.peerFailure = new Error('ECONNREFUSED');
    await world.run();
    expect(world.observations.map(({ name }) => name)).to.deep.equal(['orderer0']);
  });

  it('does nothing for an organization that is not registered', async () => {
    world.isKnown = false;
    await world.run();
    expect(world.observations).to.deep.equal([]);
  });
});
