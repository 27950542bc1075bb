// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  ContractError,
  type ContractErrorCode,
  contractErrorCodes,
  decodeContractError,
} from '../../src/model/index.js';

describe('ContractError', () => {
  it('has code, field and text on the wire', () => {
    const error = new ContractError({ code: 'INVALID_ARGUMENT', field: 'body.channelID', text: 'is missing' });

    expect(error.message).to.equal('INVALID_ARGUMENT: body.channelID: is missing');
    expect(error.httpStatus).to.equal(400);
  });

  it('has no field on the wire without one', () => {
    expect(new ContractError({ code: 'NOT_FOUND', text: 'there is no proposal p1' }).message).to.equal(
      'NOT_FOUND: there is no proposal p1',
    );
  });

  it('keeps the cause', () => {
    const cause = new Error('why');

    expect(new ContractError({ code: 'NOT_FOUND', text: '', cause }).cause).to.equal(cause);
  });
});

describe('decodeContractError', () => {
  for (const code of Object.keys(contractErrorCodes) as ContractErrorCode[]) {
    it(`takes ${code} from the wire unchanged`, () => {
      const sent = new ContractError({ code, text: 'the proposal is: odd' });

      expect(decodeContractError(sent.message)).to.include({
        code,
        text: 'the proposal is: odd',
        message: sent.message,
      });
    });
  }

  it('takes the field apart from the text', () => {
    const field = 'body.chaincodeDefinition.collections[12].endorsementPolicy.signaturePolicy';
    const sent = new ContractError({ code: 'INVALID_ARGUMENT', field, text: 'must be: shorter' });

    expect(decodeContractError(sent.message)).to.include({ field, text: 'must be: shorter' });
  });

  const wrapped: readonly { readonly where: string; readonly message: string }[] = [
    {
      where: 'in the details of an endorsement',
      message: 'chaincode response 500, NOT_FOUND: there is no proposal p1',
    },
    {
      where: 'in an evaluation',
      message:
        '2 UNKNOWN: evaluate call to endorser returned error: chaincode response 500, NOT_FOUND: there is no proposal p1',
    },
    {
      where: 'by the peer command',
      message:
        'Error: endorsement failure during invoke. response: status:500 message:"NOT_FOUND: there is no proposal p1" \n',
    },
    {
      where: 'that a client repeats with the endpoint',
      message:
        'evaluate call to endorser returned error: chaincode response 500, NOT_FOUND: there is no proposal p1; ' +
        'Org1MSP localhost:7051: chaincode response 500, NOT_FOUND: there is no proposal p1',
    },
    { where: 'on a line of its own', message: 'failed:\nNOT_FOUND: there is no proposal p1\nat peer0' },
  ];
  for (const { where, message } of wrapped) {
    it(`finds a refusal ${where}`, () => {
      expect(decodeContractError(message)).to.include({ code: 'NOT_FOUND', text: 'there is no proposal p1' });
    });
  }

  for (const message of [
    '',
    'chaincode response 500, Expected 1 parameters, but 2 have been supplied',
    'peer NOT_FOUND',
    'SOMETHING_ELSE: text',
    'XNOT_FOUND: text',
  ]) {
    it(`finds none in '${message}'`, () => {
      expect(decodeContractError(message)).to.equal(undefined);
    });
  }
});
