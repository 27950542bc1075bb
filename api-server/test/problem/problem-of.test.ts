// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { CommitError, FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { problemOf } from '../../src/problem/problem-of.js';

const transactionID = 'a'.repeat(64);

describe('problemOf', () => {
  for (const { reason, error, status, code } of [
    {
      reason: 'a refusal by a contract',
      error: new ContractError({ code: 'ALREADY_VOTED', text: 'twice' }),
      status: 409,
      code: 'ALREADY_VOTED',
    },
    {
      reason: 'peers that are down',
      error: new FabricError({ code: 'UNAVAILABLE', message: 'down' }),
      status: 503,
      code: 'FABRIC_UNAVAILABLE',
    },
    {
      reason: 'no answer in time',
      error: new FabricError({ code: 'TIMEOUT', message: 'late' }),
      status: 504,
      code: 'FABRIC_TIMEOUT',
    },
    {
      reason: 'an identity that Fabric turns away',
      error: new FabricError({ code: 'FORBIDDEN', message: 'access denied' }),
      status: 403,
      code: 'FABRIC_FORBIDDEN',
    },
    {
      reason: 'a channel that is not there',
      error: new FabricError({ code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL', message: 'none' }),
      status: 404,
      code: 'UNKNOWN_CHANNEL',
    },
    {
      reason: 'a transaction that came second',
      error: new CommitError({ transactionID, validationCode: 'MVCC_READ_CONFLICT', blockNumber: 7n }),
      status: 409,
      code: 'TRANSACTION_INVALID',
    },
    {
      reason: 'any other refusal by Fabric',
      error: new FabricError({ code: 'REFUSED', message: 'no' }),
      status: 502,
      code: 'FABRIC_REFUSED',
    },
    { reason: 'a mistake of this server', error: new TypeError('x is not a function'), status: 500, code: 'INTERNAL' },
    { reason: 'what is not even an error', error: 'thrown', status: 500, code: 'INTERNAL' },
  ]) {
    it(`answers ${reason} with ${status} ${code}`, () => {
      const problem = problemOf(error);

      expect({ status: problem.httpStatus, code: problem.code }).to.deep.equal({ status, code });
    });
  }

  it('calls the proposal in the path of a field what requests call it', () => {
    const error = new ContractError({
      code: 'INVALID_ARGUMENT',
      field: 'body.chaincodeDefinition.collections[0].policy',
      text: 'names Org9MSP, which is not a member of the channel',
    });

    const field = 'proposal.chaincodeDefinition.collections[0].policy';
    expect(problemOf(error).fields).to.deep.equal([{ field, message: error.text }]);
  });

  it('says when to come back if peers are down', () => {
    const { headers } = problemOf(new FabricError({ code: 'UNAVAILABLE', message: 'down' }));

    expect(headers).to.have.property('Retry-After');
  });

  it('names the transaction that may have happened', () => {
    const error = new FabricError({ code: 'TIMEOUT', message: 'late', transactionID });

    expect(problemOf(error).transactionID).to.equal(transactionID);
  });

  it('tells nothing of a mistake of this server', () => {
    expect(problemOf(new Error('password is hunter2')).message).not.to.include('hunter2');
  });
});
