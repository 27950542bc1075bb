// SPDX-License-Identifier: Apache-2.0

import {
  ContractError,
  type EnvironmentView,
  type JsonObject,
  type MembershipView,
  type ProposeRequest,
  type ResourcesClient,
  type UpdateChannel,
} from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { ReconcileContext } from '../../src/reconcile/context.js';
import { EntriesReconciler } from '../../src/reconcile/reconcile-entries.js';
import { ChannelConsortium } from '../support/channel-consortium.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

const founders = ['Org1MSP', 'Org2MSP'];

/** Two members of a consortium and of `mychannel`, and a third organization whose membership is told by the test. */
class World {
  readonly consortium: ChannelConsortium;
  /** Requests that were accepted. */
  readonly proposed: ProposeRequest[] = [];
  newcomer: Partial<MembershipView> = { state: 'voted-in' };
  channels: readonly string[] = ['mychannel'];
  failure: Error | undefined;
  readonly definition: JsonObject;

  constructor(organizations: readonly TestOrganization[]) {
    this.consortium = new ChannelConsortium(organizations, 2);
    const { name, msp } = organizations[2]?.profile ?? { name: '', msp: undefined };
    this.definition = { name, msp: { ...msp } } as unknown as JsonObject;
  }

  agent(mspID: string, proposeEntries = true): EntriesReconciler {
    const { context } = this.consortium.agent(mspID);
    const ops = Object.assign(Object.create(context.nodes.ops) as typeof context.nodes.ops, {
      propose: (request: ProposeRequest) => this.#propose(request),
      getProposal: (id: string) =>
        this.proposed.some((request) => request.id === id) ? Promise.resolve({}) : Promise.reject(notFound(id)),
    });
    const resources = { get: this.#get, list: this.#list } as unknown as ResourcesClient;
    const nodes = { ...context.nodes, ops, resources };
    return new EntriesReconciler({ context: { ...context, nodes } satisfies ReconcileContext, proposeEntries });
  }

  /** Lets the agents look for some seconds, each second one after the other. */
  async run(agents: readonly EntriesReconciler[]): Promise<void> {
    for (let second = 0; second < 5; second += 1) {
      for (const agent of agents) {
        await agent.reconcile();
      }
      this.consortium.now += 1_000;
    }
  }

  #propose(request: ProposeRequest): Promise<unknown> {
    if (this.failure !== undefined) {
      return Promise.reject(this.failure);
    }
    this.proposed.push(request);
    return Promise.resolve();
  }

  readonly #get = (): Promise<unknown> => Promise.resolve({ consortia: ['supply'] });

  readonly #list = ({ kind }: { readonly kind: string }): Promise<unknown> => {
    const place = { kind: 'membership', consortiumID: 'supply', term: 1 };
    const memberships = [
      ...founders.map((mspID) => ({ ...place, mspID, holder: mspID, state: 'active' })),
      { ...place, mspID: 'Org3MSP', holder: 'Org3MSP', definition: this.definition, ...this.newcomer },
    ];
    const environments: readonly Partial<EnvironmentView>[] = [{ state: 'open', channels: this.channels }];
    return Promise.resolve({ resources: kind === 'membership' ? memberships : environments, bookmark: '' });
  };
}

describe('EntriesReconciler', function () {
  this.timeout(60_000);
  let organizations: readonly TestOrganization[];
  let world: World;

  before(async () => {
    organizations = await Promise.all([1, 2, 3].map(newTestOrganization));
  });

  beforeEach(() => {
    world = new World(organizations);
  });

  it('proposes once that a member who was voted in comes into the channel, and votes for nobody', async () => {
    await world.run(founders.map((mspID) => world.agent(mspID)));

    expect(world.proposed.map(({ id, vote }) => ({ id, vote }))).to.deep.equal([
      { id: 'enter.1.supply.Org3MSP.mychannel', vote: false },
    ]);
    const { channelID, operations } = world.proposed[0]?.body as UpdateChannel;
    expect(channelID).to.equal('mychannel');
    expect(operations).to.have.length(1);
    expect(operations[0]).to.deep.include({ operation: 'set-organization', name: 'Org3MSP' });
  });

  it('proposes it in the turn of the next when the agent whose turn it is is away', async () => {
    for (const mspID of founders) {
      const alone = new World(organizations);
      await alone.run([alone.agent(mspID)]);
      expect(alone.proposed, mspID).to.have.length(1);
    }
  });

  it('is content when another was faster, and after a restart', async () => {
    const agent = world.agent('Org1MSP');
    world.failure = new ContractError({ code: 'ALREADY_EXISTS', text: 'it is there' });
    await world.run([agent]);
    world.failure = undefined;
    await world.run([agent]);
    expect(world.proposed).to.deep.equal([]);

    await world.run([world.agent('Org1MSP')]);
    await world.run([world.agent('Org1MSP')]);
    expect(world.proposed).to.have.length(1);
  });

  it('tries again what did not succeed', async () => {
    const agent = world.agent('Org1MSP');
    world.failure = new Error('no orderer answers');
    const failures: unknown[] = [];
    await world.run([agent]).catch((error: unknown) => failures.push(error));
    expect(failures).to.deep.equal([world.failure]);

    world.failure = undefined;
    await world.run([agent]);
    expect(world.proposed).to.have.length(1);
  });

  for (const { reason, newcomer, name, mspID = 'Org1MSP', proposeEntries = true, channels = ['mychannel'] } of [
    { reason: 'for one that was not voted in', newcomer: { state: 'accepted' as const } },
    { reason: 'for one that left', newcomer: { state: 'left' as const } },
    { reason: 'for one that is on the channel', newcomer: { mspID: 'Org2MSP', holder: 'Org2MSP' } },
    { reason: 'for a name that another organization has there', newcomer: {}, name: 'Org1MSP' },
    { reason: 'for a definition that a channel cannot take', newcomer: { definition: { msp: { mspID: 'Org3MSP' } } } },
    { reason: 'on channels that nobody attests', newcomer: {}, channels: ['elsewhere'] },
    { reason: 'as no member of the consortium', newcomer: { state: 'voted-in' as const }, mspID: 'Org3MSP' },
    { reason: 'where it is switched off', newcomer: {}, proposeEntries: false },
  ]) {
    it(`proposes nothing ${reason}`, async () => {
      world.newcomer = {
        ...world.newcomer,
        ...(name !== undefined && { definition: { ...world.definition, name } }),
        ...newcomer,
      };
      world.channels = channels;
      await world.run([world.agent(mspID, proposeEntries)]);
      expect(world.proposed).to.deep.equal([]);
    });
  }
});

function notFound(id: string): ContractError {
  return new ContractError({ code: 'NOT_FOUND', text: `no proposal ${id}` });
}
