// SPDX-License-Identifier: Apache-2.0

import { ContractError, newOpsClient } from '@opssc/chaincode/model';
import { type ChaincodeCall, CommitError, FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { newOpsTransport } from '../../src/fabric/ops-transport.js';
import { ApiProblem } from '../../src/problem/api-problem.js';
import { rejection } from '../support/rejection.js';

const committed = { result: new Uint8Array(), transactionID: 'a'.repeat(64), blockNumber: 9n };

describe('newOpsTransport', () => {
  it('calls the OpsSC chaincode on the ops-channel', async () => {
    const { ops, calls } = opsOver([committed]);

    await ops.withdraw({ id: 'p1' });

    expect(calls).to.deep.equal([
      {
        channelID: 'ops-channel',
        chaincodeName: 'opssc',
        transaction: 'proposals:Withdraw',
        arguments: ['{"id":"p1"}'],
      },
    ]);
  });

  for (const { reason, failure } of [
    { reason: 'a conflict over what was read', failure: conflict('MVCC_READ_CONFLICT') },
    { reason: 'a conflict over what was listed', failure: conflict('PHANTOM_READ_CONFLICT') },
    {
      reason: 'endorsements by peers that are not at one',
      failure: new FabricError({ code: 'REFUSED', reason: 'ENDORSEMENTS_DIFFER', message: 'they differ' }),
    },
  ]) {
    it(`tries again after ${reason}`, async () => {
      const { ops, calls } = opsOver([failure, committed]);

      expect(await ops.withdraw({ id: 'p1' })).to.deep.equal(committed);
      expect(calls).to.have.length(2);
    });
  }

  it('gives up after five conflicts', async () => {
    const failure = conflict('MVCC_READ_CONFLICT');
    const { ops, calls } = opsOver([failure, failure, failure, failure, failure, committed]);

    expect(await rejection(ops.withdraw({ id: 'p1' }))).to.equal(failure);
    expect(calls).to.have.length(5);
  });

  it('does not try again after any other failure, which may have happened all the same', async () => {
    const failure = new FabricError({ code: 'TIMEOUT', message: 'late' });
    const { ops, calls } = opsOver([failure, committed]);

    expect(await rejection(ops.withdraw({ id: 'p1' }))).to.equal(failure);
    expect(calls).to.have.length(1);
  });

  it('passes on the refusal of a contract', async () => {
    const message = 'chaincode response 500, NOT_PROPOSER: p1 was proposed by Org2MSP';
    const { ops } = opsOver([new FabricError({ code: 'REFUSED', message })]);

    const error = await rejection(ops.withdraw({ id: 'p1' }));

    expect(error).to.be.instanceOf(ContractError);
    expect((error as ContractError).code).to.equal('NOT_PROPOSER');
  });

  it('says that OpsSC does not run when Fabric refuses without a word of a contract', async () => {
    const failure = new FabricError({ code: 'REFUSED', message: 'could not launch chaincode opssc_1.0' });
    const { ops } = opsOver([failure]);

    const error = await rejection(ops.getProposal('p1'));

    expect(error).to.be.instanceOf(ApiProblem);
    expect((error as ApiProblem).code).to.equal('OPSSC_UNAVAILABLE');
    expect((error as ApiProblem).cause).to.equal(failure);
  });
});

/** Each call takes the next of the answers. */
function opsOver(answers: readonly (typeof committed | Error)[]) {
  const calls: ChaincodeCall[] = [];
  const answer = (call: ChaincodeCall): Promise<typeof committed> => {
    const next = answers[calls.length];
    calls.push(call);
    return next === undefined || next instanceof Error
      ? Promise.reject(next ?? new Error('one call too many'))
      : Promise.resolve(next);
  };
  const gateway = { submit: answer, evaluate: async (call: ChaincodeCall) => (await answer(call)).result };
  const transport = newOpsTransport({ gateway, channelID: 'ops-channel', chaincodeName: 'opssc', pauseMs: 0 });
  return { ops: newOpsClient(transport), calls };
}

function conflict(validationCode: string): CommitError {
  return new CommitError({ transactionID: 'b'.repeat(64), validationCode, blockNumber: 8n });
}
