// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import {
  CommitError,
  EndorseError,
  GatewayError,
  signers,
  StatusCode,
  type Contract,
} from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { generateKeyPairSync } from 'node:crypto';
import { rejection } from './support/rejection.js';
import { TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

describe('the Gateway of an embedded peer', () => {
  let test: TestNetwork;

  before(async () => {
    test = await TestNetwork.start({ channels: ['mychannel', 'other'], batchTimeout: 10 });
    await test.deploy({ name: 'sample' });
  });

  after(() => test.close());

  async function contractAt(organization: number, peer = 0): Promise<Contract> {
    return (await test.gateway(organization, peer)).getNetwork('mychannel').getContract('sample');
  }

  it('submits a transaction that every peer then has', async () => {
    const contract = await contractAt(1);
    expect(text(await contract.submitTransaction('put', 'colour', 'red'))).to.equal('red');
    for (const organization of [1, 2, 3]) {
      const other = await contractAt(organization, 1);
      expect(text(await other.evaluateTransaction('get', 'colour'))).to.equal('red');
    }
  });

  it('endorses with as many organizations as the policy asks for', async () => {
    const proposal = (await contractAt(1)).newProposal('put', { arguments: ['size', 'small'] });
    const transaction = await proposal.endorse();
    const commit = await transaction.submit();
    expect((await commit.getStatus()).code).to.equal(StatusCode.VALID);
  });

  it('commits a transaction of too few organizations as invalid', async () => {
    const contract = await contractAt(1);
    const call = contract.submit('put', { arguments: ['size', 'large'], endorsingOrganizations: ['Org1MSP'] });
    const error = await rejection(call, CommitError);
    expect(error.code).to.equal(StatusCode.ENDORSEMENT_POLICY_FAILURE);
    expect(text(await contract.evaluateTransaction('get', 'size'))).to.equal('small');
  });

  it('commits one of two transactions that read and write the same key', async () => {
    const contract = await contractAt(1);
    const proposals = ['a', 'b'].map((value) => contract.newProposal('append', { arguments: ['letters', value] }));
    const transactions = await Promise.all(proposals.map((proposal) => proposal.endorse()));
    const commits = await Promise.all(transactions.map((transaction) => transaction.submit()));
    const codes = await Promise.all(commits.map(async (commit) => (await commit.getStatus()).code));
    expect(codes).to.have.members([StatusCode.VALID, StatusCode.MVCC_READ_CONFLICT]);
  });

  it('tells the error of the chaincode when it evaluates', async () => {
    const error = await rejection((await contractAt(1)).evaluateTransaction('fail', 'no such asset'), GatewayError);
    expect(error.code).to.equal(status.UNKNOWN);
    expect(error.message).to.contain('evaluate call to endorser returned error: chaincode response 500, no such asset');
    expect(error.details).to.deep.equal([
      { address: test.peer(1).address, mspId: 'Org1MSP', message: 'chaincode response 500, no such asset' },
    ]);
  });

  it('tells the error of the chaincode in details when it endorses', async () => {
    const error = await rejection((await contractAt(2)).submitTransaction('fail', 'no such asset'), EndorseError);
    expect(error.code).to.equal(status.ABORTED);
    expect(error.message).to.contain('failed to endorse transaction, see attached details for more info');
    expect(error.details.map(({ mspId, message }) => ({ mspId, message }))).to.deep.include({
      mspId: 'Org2MSP',
      message: 'chaincode response 500, no such asset',
    });
  });

  it('has no peers for a chaincode that is not defined', async () => {
    const contract = (await test.gateway(1)).getNetwork('mychannel').getContract('nothing');
    const error = await rejection(contract.evaluateTransaction('get', 'a'), GatewayError);
    expect(error.code).to.equal(status.FAILED_PRECONDITION);
    expect(error.message).to.contain('no peers available to evaluate chaincode nothing in channel mychannel');
    const endorseError = await rejection(contract.submitTransaction('put', 'a', 'b'), EndorseError);
    expect(endorseError.code).to.equal(status.FAILED_PRECONDITION);
  });

  it('does not know a channel that its peer has not joined', async () => {
    const contract = (await test.gateway(1)).getNetwork('nowhere').getContract('sample');
    const error = await rejection(contract.evaluateTransaction('get', 'a'), GatewayError);
    expect(error.code).to.equal(status.UNAVAILABLE);
    expect(error.message).to.contain('failed to get config for channel [nowhere]');
  });

  it('names the organizations for which it finds no peers', async () => {
    const call = (await contractAt(1)).submit('put', {
      arguments: ['a', 'b'],
      endorsingOrganizations: ['Org1MSP', 'Org9MSP'],
    });
    const error = await rejection(call, EndorseError);
    expect(error.code).to.equal(status.UNAVAILABLE);
    expect(error.message).to.contain('failed to find any endorsing peers for org(s): Org9MSP');
  });

  it('refuses a proposal that another key has signed', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const gateway = await test.gateway(1, 0, { signer: signers.newPrivateKeySigner(privateKey) });
    const contract = gateway.getNetwork('mychannel').getContract('sample');
    const error = await rejection(contract.evaluateTransaction('get', 'colour'), GatewayError);
    expect(error.code).to.equal(status.FAILED_PRECONDITION);
    expect(error.message).to.contain('access denied: channel [mychannel] creator org [Org1MSP]');
  });

  it('refuses the commit status to somebody who signs with another key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const transaction = await (await contractAt(1)).newProposal('get', { arguments: ['colour'] }).endorse();
    const commit = await transaction.submit();
    const gateway = await test.gateway(1, 0, { signer: signers.newPrivateKeySigner(privateKey) });
    const error = await rejection(gateway.newCommit(commit.getBytes()).getStatus(), GatewayError);
    expect(error.code).to.equal(status.PERMISSION_DENIED);
  });

  it('replays chaincode events from a block, and after a transaction', async () => {
    const network = (await test.gateway(1)).getNetwork('mychannel');
    const contract = network.getContract('sample');
    const submitted: { transactionId: string; block: bigint }[] = [];
    for (const key of ['first', 'second', 'third']) {
      const commit = await contract.submitAsync('put', { arguments: [key, 'x'] });
      const { transactionId, blockNumber } = await commit.getStatus();
      submitted.push({ transactionId, block: blockNumber });
    }
    const [first] = submitted;
    const fromBlock = await network.getChaincodeEvents('sample', { startBlock: first?.block ?? 0n });
    expect(await take(fromBlock, 3)).to.deep.equal(['first', 'second', 'third']);
    const other = (await test.gateway(3)).getNetwork('mychannel');
    const afterFirst = await other.getChaincodeEvents('sample', {
      checkpoint: { getBlockNumber: () => first?.block, getTransactionId: () => first?.transactionId },
    });
    expect(await take(afterFirst, 2)).to.deep.equal(['second', 'third']);
  });

  it('sends chaincode events as they come', async () => {
    const network = (await test.gateway(2)).getNetwork('mychannel');
    const events = await network.getChaincodeEvents('sample');
    const received = take(events, 1);
    // The stream starts at the next block once the peer has the request: one of these is after that.
    const contract = network.getContract('sample');
    const submitted = () => contract.submitTransaction('put', 'live', 'x').then(() => 'submitted');
    while ((await Promise.race([received, submitted()])) === 'submitted');
    expect(await received).to.deep.equal(['live']);
  });
});

async function take(
  events: AsyncIterable<{ readonly payload: Uint8Array }> & { close(): void },
  count: number,
): Promise<string[]> {
  const payloads: string[] = [];
  try {
    for await (const { payload } of events) {
      payloads.push(text(payload));
      if (payloads.length === count) {
        break;
      }
    }
  } finally {
    events.close();
  }
  return payloads;
}
