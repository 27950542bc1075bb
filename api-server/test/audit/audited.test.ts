// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { AuditRecord } from '../../src/audit/audit-entry.js';
import { audited } from '../../src/audit/audited.js';
import { ApiProblem } from '../../src/problem/api-problem.js';
import type { Answer } from '../../src/routes/answer.js';
import { rejection } from '../support/rejection.js';

const record = {
  action: 'voteOnChaincodeProposal',
  subject: subjectOf('issuer', 'alice'),
  name: 'alice',
  address: '127.0.0.1',
  requestID: 'r1',
};

describe('audited', () => {
  let lines: AuditRecord[];
  let errors: string[];
  /** The line by number from 1 that can't be written. */
  let failing: number;

  beforeEach(() => {
    lines = [];
    errors = [];
    failing = 0;
  });

  const run = (work: () => Promise<Answer>) =>
    audited(
      {
        log: {
          append: (line) => {
            lines.push(line);
            return lines.length === failing ? Promise.reject(new Error('disk full')) : Promise.resolve();
          },
        },
        logger: { error: (_: unknown, text?: string) => void errors.push(text ?? '') },
        record,
        transactionIDs: ['t1'],
      },
      work,
    );
  const answer: Answer = { kind: 'json', body: 1, status: 201 };

  it('stands before and after what is carried out', async () => {
    let before = 0;
    const result = await run(() => {
      before = lines.length;
      return Promise.resolve(answer);
    });

    expect([before, result]).to.deep.equal([1, answer]);
    expect(lines).to.deep.equal([
      { ...record, phase: 'asked' },
      { ...record, phase: 'done', status: 201, transactionIDs: ['t1'] },
    ]);
  });

  it('tells what it failed with, which goes on to the client', async () => {
    const failure = new ApiProblem({ code: 'FORBIDDEN', detail: 'no' });

    expect(await rejection(run(() => Promise.reject(failure)))).to.equal(failure);
    expect(lines[1]).to.deep.include({ phase: 'refused', status: 403, code: 'FORBIDDEN' });
  });

  it('carries nothing out that it can not record', async () => {
    failing = 1;
    let done = false;

    const refusal = await rejection(
      run(() => {
        done = true;
        return Promise.resolve(answer);
      }),
    );

    expect(refusal).to.be.instanceOf(ApiProblem).and.have.property('code', 'AUDIT_LOG_UNAVAILABLE');
    expect([done, errors.length]).to.deep.equal([false, 1]);
  });

  it('does not hide from the client what happened when only the second line fails', async () => {
    failing = 2;

    expect(await run(() => Promise.resolve(answer))).to.equal(answer);
    expect(errors).to.have.length(1);
  });
});
