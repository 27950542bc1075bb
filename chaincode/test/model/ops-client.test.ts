// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { ContractError, type ContractTransport, newOpsClient } from '../../src/model/index.js';

type Call = readonly [kind: string, transaction: string, argument: string];

function recordingTransport(calls: Call[], answer: unknown): ContractTransport {
  const result = new TextEncoder().encode(JSON.stringify(answer));
  return {
    evaluate: (transaction, argument) => {
      calls.push(['evaluate', transaction, argument]);
      return Promise.resolve(result);
    },
    submit: (transaction, argument) => {
      calls.push(['submit', transaction, argument]);
      return Promise.resolve({ result, transactionID: 'tx', blockNumber: 7n });
    },
  };
}

function failingTransport(error: Error): ContractTransport {
  const fail = () => Promise.reject(error);
  return { evaluate: fail, submit: fail };
}

const caught = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('newOpsClient', () => {
  it('evaluates queries and decodes their JSON', async () => {
    const calls: Call[] = [];
    const client = newOpsClient(recordingTransport(calls, [{ orgID: 'Org1MSP' }]));

    expect(await client.getHistory('p1')).to.deep.equal([{ orgID: 'Org1MSP' }]);
    await client.getHistory('p1', 'vote');
    await client.getBallot('b1');
    await client.listChannels();
    await client.listProposals({ status: 'approved', pageSize: 3 });
    expect(calls).to.deep.equal([
      ['evaluate', 'proposals:History', '{"id":"p1"}'],
      ['evaluate', 'proposals:History', '{"id":"p1","taskID":"vote"}'],
      ['evaluate', 'proposals:GetBallot', '{"id":"b1"}'],
      ['evaluate', 'registry:ListChannels', '{}'],
      ['evaluate', 'proposals:List', '{"pageSize":3,"status":"approved"}'],
    ]);
  });

  it('submits transactions and hands on where they were committed', async () => {
    const calls: Call[] = [];
    const client = newOpsClient(recordingTransport(calls, {}));

    const { transactionID, blockNumber } = await client.withdraw({ id: 'p1' });
    expect({ transactionID, blockNumber }).to.deep.equal({ transactionID: 'tx', blockNumber: 7n });
    await client.putSignature({ id: 'p1', updateDigest: 'ab', configSequence: 3, signature: 'c2ln' });
    expect(calls).to.deep.equal([
      ['submit', 'proposals:Withdraw', '{"id":"p1"}'],
      ['submit', 'execution:PutSignature', '{"configSequence":3,"id":"p1","signature":"c2ln","updateDigest":"ab"}'],
    ]);
  });

  const refusal = 'chaincode response 500, ALREADY_VOTED: Org1MSP has voted on p1 already';
  const refusals: readonly { readonly where: string; readonly error: Error }[] = [
    { where: 'the message', error: new Error(refusal) },
    {
      where: 'the details of endorsers',
      error: Object.assign(new Error('10 ABORTED: failed to endorse transaction'), {
        details: [
          { address: 'peer0:7051', mspId: 'Org2MSP', message: 'connection refused' },
          { address: 'peer0:7051', mspId: 'Org1MSP', message: refusal },
        ],
      }),
    },
    { where: 'the cause', error: new Error('submit failed', { cause: new Error(refusal) }) },
    { where: 'the details as text', error: Object.assign(new Error('10 ABORTED'), { details: refusal }) },
  ];
  for (const { where, error } of refusals) {
    it(`finds a contract's refusal in ${where}`, async () => {
      const client = newOpsClient(failingTransport(error));

      for (const call of [client.withdraw({ id: 'p1' }), client.getProposal('p1')]) {
        const thrown = await caught(call);
        expect(thrown).to.be.instanceOf(ContractError);
        expect(thrown).to.include({ code: 'ALREADY_VOTED', cause: error });
      }
    });
  }

  it('hands on every other failure as it is', async () => {
    const error = Object.assign(new Error('14 UNAVAILABLE'), { details: 'no connection' });

    expect(await caught(newOpsClient(failingTransport(error)).listChannels())).to.equal(error);
  });
});
