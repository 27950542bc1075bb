// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { classifyError, isRefusal, reasonOf } from '../../src/errors/classify-error.js';
import { TerminalError } from '../../src/errors/terminal-error.js';
import { WaitingError } from '../../src/errors/waiting-error.js';

const refusedBy = (message: string, reason?: 'SEQUENCE_SKIPPED' | 'NOT_AGREED'): FabricError =>
  new FabricError({
    code: 'REFUSED',
    message: `peer0 (localhost:7051): ${message}`,
    reason,
    details: [
      { address: 'localhost:7051', mspID: 'Org1MSP', message },
      { address: 'localhost:8051', mspID: 'Org2MSP', message },
    ],
  });

describe('classifyError', () => {
  const rows: readonly { readonly reason: string; readonly error: unknown; readonly verdict: string }[] = [
    { reason: 'waits for what is not there yet', error: new WaitingError('no peer'), verdict: 'wait' },
    {
      reason: 'waits for a node that is away',
      error: new FabricError({ code: 'UNAVAILABLE', message: 'x' }),
      verdict: 'wait',
    },
    {
      reason: 'waits for a node that hangs',
      error: new FabricError({ code: 'TIMEOUT', message: 'x' }),
      verdict: 'wait',
    },
    { reason: 'stops at what cannot succeed', error: new TerminalError('no'), verdict: 'stop' },
    { reason: 'stops at a sequence that skips one', error: refusedBy('x', 'SEQUENCE_SKIPPED'), verdict: 'stop' },
    { reason: 'tries a commit again that was too early', error: refusedBy('x', 'NOT_AGREED'), verdict: 'retry' },
    { reason: 'tries an unknown refusal again', error: refusedBy('x'), verdict: 'retry' },
    {
      reason: 'tries a refusal by a contract again',
      error: new ContractError({ code: 'CLOCK_SKEW', text: 'x' }),
      verdict: 'retry',
    },
    { reason: 'tries anything else again', error: new Error('x'), verdict: 'retry' },
    { reason: 'tries again whatever is thrown', error: 'x', verdict: 'retry' },
  ];
  for (const { reason, error, verdict } of rows) {
    it(reason, () => {
      expect(classifyError(error)).to.equal(verdict);
    });
  }
});

describe('isRefusal', () => {
  it('is true of a no, and of nothing else', () => {
    expect(isRefusal(refusedBy('x'))).to.equal(true);
    expect(isRefusal(new FabricError({ code: 'NOT_FOUND', message: 'x' }))).to.equal(true);
    expect(isRefusal(new FabricError({ code: 'UNAVAILABLE', message: 'x' }))).to.equal(false);
    expect(isRefusal(new Error('x'))).to.equal(false);
  });
});

describe('reasonOf', () => {
  it("gives a refusal in the nodes' words, each once and on one line", () => {
    expect(reasonOf(refusedBy('requested\n sequence is 3'))).to.equal('requested sequence is 3');
  });

  it('gives any other error in its own words', () => {
    expect(reasonOf(new Error('a\nb'))).to.equal('a b');
    expect(reasonOf('c')).to.equal('c');
  });
});
