// SPDX-License-Identifier: Apache-2.0

import type { ServerDuplexStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { FabricError, newOrderingClient, type OrderingClient } from '../../src/index.js';
import { type FakeNode, startFakeNode } from '../support/fake-node.js';
import { newConfigBlock } from '../support/new-config-block.js';
import { rejection } from '../support/rejection.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

interface Answer {
  readonly status: number;
  readonly info?: string;
}

/** What one ordering node does: its answer to a transaction, and its newest configuration block or a refusal. */
interface Behaviour {
  broadcast: Answer | 'end';
  config: common.Block | number;
}

describe('newOrderingClient', () => {
  let organization: TestOrganization;
  let nodes: readonly FakeNode[];
  let behaviours: readonly [Behaviour, Behaviour, Behaviour];
  let received: string[];
  let client: OrderingClient;
  const envelope = new common.Envelope();

  before(async () => {
    organization = await newTestOrganization();
    envelope.setPayload(Buffer.from('update'));
  });

  beforeEach(async () => {
    received = [];
    behaviours = [newBehaviour(), newBehaviour(), newBehaviour()];
    nodes = await Promise.all(
      behaviours.map((behaviour, index) =>
        startFakeNode({ organization, name: `orderer${index}`, services: [service(behaviour, `orderer${index}`)] }),
      ),
    );
    const { identity } = organization;
    client = newOrderingClient({ endpoints: nodes.map(({ endpoint }) => endpoint), identity });
  });

  afterEach(() => {
    client.close();
    nodes.forEach((node) => {
      node.stop();
    });
  });

  it('sends a transaction to every node', async () => {
    await client.broadcast(envelope);
    await untilReceived(3);
    expect(received.toSorted()).to.deep.equal(['orderer0 update', 'orderer1 update', 'orderer2 update']);
  });

  it('is content when one node takes it on, whatever the others say', async () => {
    nodes[0]?.stop();
    behaviours[1].broadcast = { status: common.Status.BAD_REQUEST, info: 'version 1 is not 2' };
    await client.broadcast(envelope);
    expect(received).to.include('orderer2 update');
  });

  for (const { status, code } of [
    { status: common.Status.BAD_REQUEST, code: 'REFUSED' },
    { status: common.Status.FORBIDDEN, code: 'FORBIDDEN' },
  ] as const) {
    it(`says with the orderer's status and text why it was not taken on (${status})`, async () => {
      behaviours[0].broadcast = { status, info: 'error applying config update: version 1 is not 2' };
      behaviours[1].broadcast = { status: common.Status.SERVICE_UNAVAILABLE, info: 'no Raft leader' };
      nodes[2]?.stop();
      const error = await rejection(client.broadcast(envelope), FabricError);
      expect(error).to.include({ code, status });
      expect(error.message).to.contain('error applying config update: version 1 is not 2');
      expect(error.details[0]?.message).to.equal('error applying config update: version 1 is not 2');
    });
  }

  it('says of each node why when none takes it on', async () => {
    for (const behaviour of behaviours) {
      behaviour.broadcast = { status: common.Status.SERVICE_UNAVAILABLE, info: 'no Raft leader' };
    }
    const error = await rejection(client.broadcast(envelope), FabricError);
    expect(error.code).to.equal('UNAVAILABLE');
    expect(error.details).to.have.length(3);
  });

  it('does not take the end of a stream for an answer', async () => {
    for (const behaviour of behaviours) {
      behaviour.broadcast = 'end';
    }
    expect((await rejection(client.broadcast(envelope), FabricError)).code).to.equal('INVALID_ANSWER');
  });

  it('fetches the newest configuration block that any node has', async () => {
    behaviours[1].config = newConfigBlock('mychannel', 4);
    nodes[2]?.stop();
    expect((await client.fetchConfigBlock('mychannel')).getHeader()?.getNumber()).to.equal(4);
  });

  it('is no member when most of the nodes that answer say so, whatever one that was taken out itself says', async () => {
    behaviours[0].config = common.Status.FORBIDDEN;
    behaviours[1].config = common.Status.FORBIDDEN;
    expect((await rejection(client.fetchConfigBlock('mychannel'), FabricError)).code).to.equal('FORBIDDEN');
  });

  it('does not believe a single node that it is no member', async () => {
    behaviours[0].config = common.Status.FORBIDDEN;
    expect((await client.fetchConfigBlock('mychannel')).getHeader()?.getNumber()).to.equal(2);
  });

  it('says that no node is on the channel', async () => {
    for (const behaviour of behaviours) {
      behaviour.config = common.Status.NOT_FOUND;
    }
    const error = await rejection(client.fetchConfigBlock('mychannel'), FabricError);
    expect(error).to.include({ code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL' });
  });

  it('asks nobody after it is closed', async () => {
    client.close();
    expect((await rejection(client.broadcast(envelope), FabricError)).code).to.equal('CANCELLED');
    expect(received).to.deep.equal([]);
  });

  async function untilReceived(count: number): Promise<void> {
    while (received.length < count) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  function service(behaviour: Behaviour, name: string): readonly [ServiceDefinition, UntypedServiceImplementation] {
    return [
      orderer.AtomicBroadcastService,
      {
        broadcast(stream: ServerDuplexStream<common.Envelope, orderer.BroadcastResponse>) {
          stream.on('data', (message: common.Envelope) => {
            received.push(`${name} ${Buffer.from(message.getPayload_asU8()).toString()}`);
            if (behaviour.broadcast === 'end') {
              stream.end();
              return;
            }
            const answer = new orderer.BroadcastResponse();
            answer.setStatus(behaviour.broadcast.status as common.StatusMap[keyof common.StatusMap]);
            answer.setInfo(behaviour.broadcast.info ?? '');
            stream.write(answer);
          });
          stream.on('end', () => stream.end());
        },
        deliver(stream: ServerDuplexStream<common.Envelope, orderer.DeliverResponse>) {
          stream.on('data', () => {
            const answer = new orderer.DeliverResponse();
            if (typeof behaviour.config === 'number') {
              answer.setStatus(behaviour.config as common.StatusMap[keyof common.StatusMap]);
            } else {
              answer.setBlock(behaviour.config);
            }
            stream.write(answer);
          });
          stream.on('end', () => stream.end());
        },
      },
    ];
  }
});

function newBehaviour(): Behaviour {
  return { broadcast: { status: common.Status.SUCCESS }, config: newConfigBlock('mychannel', 2) };
}
