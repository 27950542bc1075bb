// SPDX-License-Identifier: Apache-2.0

import { status as grpcStatus } from '@grpc/grpc-js';
import type { gateway } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  CommitError,
  FabricError,
  type Endpoint,
  type GatewayConnection,
  type GatewayTimeouts,
  newGatewayConnection,
} from '../../src/index.js';
import { type FakeNode, startFakeNode } from '../support/fake-node.js';
import {
  argumentsOf,
  type FakeGatewaySteps,
  type FakeStatus,
  functionOf,
  gatewayService,
  newChaincodeEvents,
} from '../support/gateway-service.js';
import { rejection } from '../support/rejection.js';
import { rpcError } from '../support/rpc-error.js';
import { startSilentListener } from '../support/silent-listener.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

const call = { channelID: 'mychannel', chaincodeName: 'cc', transaction: 'contract:Read', arguments: ['a', 'b'] };

describe('newGatewayConnection', () => {
  let organization: TestOrganization;
  let log: string[];
  const opened: { close(): void }[] = [];
  const started: { stop(): void }[] = [];

  before(async () => {
    organization = await newTestOrganization();
  });

  beforeEach(() => {
    log = [];
  });

  afterEach(() => {
    for (const connection of opened.splice(0)) {
      connection.close();
    }
    for (const node of started.splice(0)) {
      node.stop();
    }
  });

  describe('evaluate', () => {
    it('sends function, arguments and organizations, and returns the result', async () => {
      let request: gateway.EvaluateRequest | undefined;
      const peer0 = await start('peer0', {
        evaluate(received) {
          request = received;
          return Buffer.from('result');
        },
      });
      const result = await connect([peer0]).evaluate({ ...call, endorsingOrganizations: ['Org1MSP'] });
      expect(Buffer.from(result).toString()).to.equal('result');
      expect(
        argumentsOf(request?.getProposedTransaction()).map((bytes) => Buffer.from(bytes).toString()),
      ).to.deep.equal(['contract:Read', 'a', 'b']);
      expect(request?.getTargetOrganizationsList()).to.deep.equal(['Org1MSP']);
      expect(request?.getChannelId()).to.equal('mychannel');
    });

    it('asks the next peer when one is not there, says so once, and asks that one first from then on', async () => {
      const peer0 = await start('peer0', {});
      peer0.stop();
      const peer1 = await start('peer1', { evaluate: () => Buffer.from('from peer1') });
      const connection = connect([peer0, peer1]);
      for (let round = 0; round < 3; round += 1) {
        expect(Buffer.from(await connection.evaluate(call)).toString()).to.equal('from peer1');
      }
      expect(log).to.have.length(1);
      expect(log[0]).to.match(/^warn peer0 \(localhost:\d+\): .*ECONNREFUSED/);
    });

    it('comes back to a peer that comes back', async () => {
      let now = 0;
      const peer0 = await start('peer0', { evaluate: () => Buffer.from('from peer0') });
      const peer1 = await start('peer1', { evaluate: () => Buffer.from('from peer1') });
      peer0.stop();
      const connection = connect([peer0, peer1], { now: () => now });
      expect(Buffer.from(await connection.evaluate(call)).toString()).to.equal('from peer1');
      const port = Number(peer0.endpoint.address.split(':')[1]);
      await start('peer0', { evaluate: () => Buffer.from('from peer0') }, port);
      let answer = '';
      while (answer !== 'from peer0') {
        now += 10_000;
        answer = Buffer.from(await connection.evaluate(call)).toString();
      }
      expect(log.at(-1)).to.match(/^info peer0 .* answers again$/);
    });

    it('gives up a peer that swallows the connection after the time to connect', async () => {
      const silent = await startSilentListener();
      started.push(silent);
      const peer1 = await start('peer1', { evaluate: () => Buffer.from('from peer1') });
      const peer0 = { ...peer1, endpoint: { ...peer1.endpoint, name: 'peer0', address: silent.address } };
      const connection = connect([peer0, peer1], { timeouts: { connect: 100 } });
      expect(Buffer.from(await connection.evaluate(call)).toString()).to.equal('from peer1');
      expect(log[0]).to.contain('no connection within 100 ms');
    });

    it('asks the next peer when one does not answer within the deadline', async () => {
      const peer0 = await start('peer0', { evaluate: () => undefined });
      const peer1 = await start('peer1', { evaluate: () => Buffer.from('from peer1') });
      const connection = connect([peer0, peer1], { timeouts: { evaluate: 200 } });
      expect(Buffer.from(await connection.evaluate(call)).toString()).to.equal('from peer1');
    });

    it('asks the next peer when one has not joined the channel, without a bad word about it', async () => {
      const text = 'failed to get config for channel [mychannel]: could not get last config for channel mychannel';
      const peer0 = await start('peer0', {
        evaluate: () => {
          throw rpcError(grpcStatus.UNAVAILABLE, text);
        },
      });
      const peer1 = await start('peer1', { evaluate: () => Buffer.from('from peer1') });
      expect(Buffer.from(await connect([peer0, peer1]).evaluate(call)).toString()).to.equal('from peer1');
      expect(log).to.deep.equal([]);
    });

    it("does not ask another peer after a chaincode's refusal, and tells what every endorser said", async () => {
      const message = 'chaincode response 500, NOT_FOUND: no proposal has this ID';
      const detail = { address: 'peer1.org1:7051', mspID: 'Org1MSP', message };
      const peer0 = await start('peer0', {
        evaluate: () => {
          throw rpcError(grpcStatus.UNKNOWN, `evaluate call to endorser returned error: ${message}`, [detail]);
        },
      });
      const peer1 = await start('peer1', { evaluate: () => Buffer.from('from peer1') });
      const error = await rejection(connect([peer0, peer1]).evaluate(call), FabricError);
      expect(error).to.include({ code: 'REFUSED', status: grpcStatus.UNKNOWN, reason: undefined });
      expect(error.details).to.deep.equal([detail]);
      expect(error.message).to.contain('peer0').and.to.contain(message);
      expect(error.cause).to.be.instanceOf(Error).with.property('code', grpcStatus.UNKNOWN);
    });

    it('fails with what each peer said when none answers', async () => {
      const nodes = [await start('peer0', {}), await start('peer1', {})];
      nodes.forEach((node) => {
        node.stop();
      });
      const error = await rejection(connect(nodes).evaluate(call), FabricError);
      expect(error.code).to.equal('UNAVAILABLE');
      expect(error.details.map(({ address }) => address)).to.deep.equal(nodes.map(({ endpoint }) => endpoint.address));
      expect(error.message).to.contain('peer0').and.to.contain('peer1');
    });

    it('fails as timed out when one of the peers did not answer in time, since it may have acted', async () => {
      const peer0 = await start('peer0', { evaluate: () => undefined });
      const peer1 = await start('peer1', {});
      peer1.stop();
      const connection = connect([peer0, peer1], { timeouts: { evaluate: 200 } });
      expect(await rejection(connection.evaluate(call), FabricError)).to.have.property('code', 'TIMEOUT');
    });
  });

  describe('submit', () => {
    it('endorses, submits and waits for the commit', async () => {
      const steps: string[] = [];
      const peer0 = await start('peer0', {
        endorse(request) {
          steps.push(`endorse ${functionOf(request.getProposedTransaction())}`);
          return Buffer.from('result');
        },
        submit(request) {
          steps.push(`submit ${String(request.getPreparedTransaction()?.getSignature_asU8().length !== 0)}`);
          return 'accepted';
        },
        commitStatus(request) {
          steps.push(`commit ${request.getChannelId()}`);
          return { code: 0, block: 7 };
        },
      });
      const { result, transactionID, blockNumber } = await connect([peer0]).submit(call);
      expect(Buffer.from(result).toString()).to.equal('result');
      expect(transactionID).to.match(/^[0-9a-f]{64}$/);
      expect(blockNumber).to.equal(7n);
      expect(steps).to.deep.equal(['endorse contract:Read', 'submit true', 'commit mychannel']);
    });

    it('goes on with the same transaction at another peer when one goes away in between', async () => {
      const submitted: string[] = [];
      const peer0: FakeNode = await start('peer0', {
        endorse: () => Buffer.from('result'),
        submit(request) {
          submitted.push(request.getTransactionId());
          peer0.stop();
          return undefined;
        },
      });
      const peer1 = await start('peer1', {
        submit(request) {
          submitted.push(request.getTransactionId());
          return 'accepted';
        },
        commitStatus: () => ({ code: 0, block: 3 }),
      });
      const { transactionID } = await connect([peer0, peer1]).submit(call);
      expect(submitted).to.deep.equal([transactionID, transactionID]);
    });

    it('sends the same transaction again when the ordering service acknowledged it and lost it', async () => {
      const submitted: string[] = [];
      let commit: (status: FakeStatus) => void = () => undefined;
      const peer0 = await start('peer0', {
        endorse: () => Buffer.from('result'),
        submit(request) {
          submitted.push(request.getTransactionId());
          if (submitted.length === 3) {
            commit({ code: 0, block: 3 });
          }
          return 'accepted';
        },
        commitStatus: () =>
          new Promise((resolve) => {
            commit = resolve;
          }),
      });
      const { transactionID, blockNumber } = await connect([peer0], { timeouts: { resend: 20 } }).submit(call);
      expect(submitted).to.deep.equal([transactionID, transactionID, transactionID]);
      expect(blockNumber).to.equal(3n);
    });

    it('fails with the validation code when the transaction is invalid', async () => {
      const peer0 = await start('peer0', {
        endorse: () => Buffer.from(''),
        submit: () => 'accepted',
        commitStatus: () => ({ code: 11, block: 4 }),
      });
      const error = await rejection(connect([peer0]).submit(call), CommitError);
      expect(error).to.include({
        name: 'CommitError',
        code: 'INVALID_TRANSACTION',
        validationCode: 'MVCC_READ_CONFLICT',
        blockNumber: 4n,
      });
      expect(error.transactionID).to.match(/^[0-9a-f]{64}$/);
      expect(error).to.be.instanceOf(FabricError);
    });

    it('names the transaction when the commit is not seen in time', async () => {
      const peer0 = await start('peer0', {
        endorse: () => Buffer.from(''),
        submit: () => 'accepted',
        commitStatus: () => undefined,
      });
      const connection = connect([peer0], { timeouts: { commit: 200 } });
      const error = await rejection(connection.submit(call), FabricError);
      expect(error.code).to.equal('TIMEOUT');
      expect(error.transactionID).to.match(/^[0-9a-f]{64}$/);
    });

    it('tells a missing ordering service from a missing peer', async () => {
      const peer0 = await start('peer0', {
        endorse: () => Buffer.from(''),
        submit: () => {
          throw rpcError(grpcStatus.UNAVAILABLE, 'no orderers could successfully process transaction');
        },
      });
      const error = await rejection(connect([peer0]).submit(call), FabricError);
      expect(error).to.include({ code: 'UNAVAILABLE', reason: 'NO_ORDERER' });
      expect(log).to.deep.equal([]);
    });

    it('tells what the endorsers refused, with the reason', async () => {
      const message =
        "chaincode response 500, failed to invoke backing implementation of 'CommitChaincodeDefinition': chaincode definition not agreed to by this org (Org2MSP)";
      const peer0 = await start('peer0', {
        endorse: () => {
          throw rpcError(grpcStatus.ABORTED, 'failed to endorse transaction, see attached details for more info', [
            { address: 'peer0.org2:7051', mspID: 'Org2MSP', message },
          ]);
        },
      });
      const error = await rejection(connect([peer0]).submit(call), FabricError);
      expect(error).to.include({ code: 'REFUSED', reason: 'NOT_AGREED', status: grpcStatus.ABORTED });
      expect(error.transactionID).to.match(/^[0-9a-f]{64}$/);
    });
  });

  describe('chaincodeEvents', () => {
    it('asks for the position and yields the events', async () => {
      let request: gateway.ChaincodeEventsRequest | undefined;
      const peer0 = await start('peer0', {
        chaincodeEvents(received, stream) {
          request = received;
          stream.write(newChaincodeEvents(5, ['voted', 'decided']));
        },
      });
      const events = await connect([peer0]).chaincodeEvents('mychannel', 'opssc', {
        startBlock: 5n,
        afterTransactionID: 'tx-proposed',
      });
      const seen: string[] = [];
      for await (const { eventName, blockNumber } of events) {
        if (seen.push(`${eventName} ${String(blockNumber)}`) === 2) {
          break;
        }
      }
      expect(seen).to.deep.equal(['voted 5', 'decided 5']);
      expect(request?.getAfterTransactionId()).to.equal('tx-proposed');
      expect(request?.getStartPosition()?.getSpecified()?.getNumber()).to.equal(5);
    });

    it('ends with an error when the peer goes away; opened again, it comes from another', async () => {
      const peer0: FakeNode = await start('peer0', {
        chaincodeEvents() {
          peer0.stop();
        },
      });
      const peer1 = await start('peer1', {
        chaincodeEvents(_request, stream) {
          stream.write(newChaincodeEvents(1, ['from peer1']));
        },
      });
      const connection = connect([peer0, peer1]);
      const error = await rejection(first(await connection.chaincodeEvents('mychannel', 'opssc', {})), FabricError);
      expect(error.code).to.equal('UNAVAILABLE');
      const event = await first(await connection.chaincodeEvents('mychannel', 'opssc', {}));
      expect(event?.eventName).to.equal('from peer1');
    });

    it('ends with an error when the peer ends the stream in good order', async () => {
      const peer0 = await start('peer0', {
        chaincodeEvents(_request, stream) {
          stream.end();
        },
      });
      const events = await connect([peer0]).chaincodeEvents('mychannel', 'opssc', {});
      const error = await rejection(first(events), FabricError);
      expect(error).to.include({ code: 'UNAVAILABLE' });
      expect(error.message).to.contain('ended the stream');
    });

    it('ends quietly when it is closed here, or with the connection', async () => {
      const peer0 = await start('peer0', {
        chaincodeEvents(_request, stream) {
          stream.write(newChaincodeEvents(1, ['one']));
        },
      });
      for (const end of ['stream', 'connection']) {
        const connection = connect([peer0]);
        const events = await connection.chaincodeEvents('mychannel', 'opssc', {});
        const seen: string[] = [];
        for await (const { eventName } of events) {
          seen.push(eventName);
          (end === 'stream' ? events : connection).close();
        }
        expect(seen, end).to.deep.equal(['one']);
      }
    });

    it('opens at a peer that is there', async () => {
      const peer0 = await start('peer0', {});
      peer0.stop();
      const peer1 = await start('peer1', {
        chaincodeEvents(_request, stream) {
          stream.write(newChaincodeEvents(1, ['from peer1']));
        },
      });
      const event = await first(await connect([peer0, peer1]).chaincodeEvents('mychannel', 'opssc', {}));
      expect(event?.eventName).to.equal('from peer1');
    });
  });

  it('refuses calls after it is closed', async () => {
    const connection = connect([await start('peer0', { evaluate: () => Buffer.from('') })]);
    connection.close();
    for (const attempt of [
      () => connection.evaluate(call),
      () => connection.submit(call),
      () => connection.chaincodeEvents('mychannel', 'opssc', {}),
      () => connection.filteredBlocks('mychannel', {}),
    ]) {
      expect(await rejection(attempt(), FabricError)).to.have.property('code', 'CANCELLED');
    }
  });

  function connect(
    nodes: readonly { readonly endpoint: Endpoint }[],
    options: { timeouts?: Partial<GatewayTimeouts>; now?: () => number } = {},
  ): GatewayConnection {
    const connection = newGatewayConnection({
      identity: organization.identity,
      peers: nodes.map(({ endpoint }) => endpoint),
      logger: {
        info: (message) => log.push(`info ${message}`),
        warn: (message) => log.push(`warn ${message}`),
      },
      ...options,
    });
    opened.push(connection);
    return connection;
  }

  async function start(name: string, steps: FakeGatewaySteps, port = 0): Promise<FakeNode> {
    const node = await startFakeNode({ organization, name, port, services: [gatewayService(steps)] });
    started.push(node);
    return node;
  }
});

async function first<T>(events: AsyncIterable<T>): Promise<T | undefined> {
  for await (const event of events) {
    return event;
  }
  return undefined;
}
