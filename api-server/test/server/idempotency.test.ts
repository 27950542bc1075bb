// SPDX-License-Identifier: Apache-2.0

import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { ApiProblem } from '../../src/problem/api-problem.js';
import type { Answer } from '../../src/routes/answer.js';
import { MemoryAnswers } from '../../src/server/memory-answers.js';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { rejection } from '../support/rejection.js';
import { jsonContent, startTestServer, type TestServer } from '../support/test-server.js';

const path = '/chaincode/proposals/p1';

describe('idempotency keys', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
  });

  afterEach(() => server.stop());

  const post = (key: string, body: unknown = chaincodeProposal(), headers: Record<string, string> = {}) =>
    server.call('POST', path, {
      body: JSON.stringify(body),
      headers: { ...jsonContent, 'idempotency-key': key, ...headers },
    });

  it('have a request carried out once, and answered the same each time', async () => {
    const first = await post('k1');
    const again = await post('k1');

    expect([first.status, again.status, again.text]).to.deep.equal([200, 200, first.text]);
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).to.deep.equal([null, 'true']);
    expect(server.fabric.ops.submits).to.have.length(1);
  });

  it('do so for requests that come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('k1')));

    expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
    expect(server.fabric.ops.submits).to.have.length(1);
  });

  it('do not care for the order of fields', async () => {
    const { proposal } = chaincodeProposal() as { proposal: Record<string, unknown> };
    const turned = { proposal: Object.fromEntries(Object.entries(proposal).reverse()) };

    await post('k1');

    expect((await post('k1', turned)).headers.get('idempotency-replayed')).to.equal('true');
  });

  it('stand for one request: another body or path is refused', async () => {
    await post('k1');

    expectProblem(await post('k1', chaincodeProposal({ chaincodeName: 'other' })), 422, 'IDEMPOTENCY_KEY_REUSED');
    const elsewhere = await server.call('POST', `${path}/vote`, { headers: { 'idempotency-key': 'k1' } });
    expectProblem(elsewhere, 422, 'IDEMPOTENCY_KEY_REUSED');
    expect(server.fabric.ops.submits).to.have.length(1);
  });

  it("are each caller's own", async () => {
    await post('k1');

    const other = await post('k1', chaincodeProposal({ chaincodeName: 'other' }), server.as('proposer'));

    expect(other.status).to.equal(200);
  });

  it('do not keep what failed or was refused: it is tried again', async () => {
    server.fabric.ops.failure = new FabricError({ code: 'UNAVAILABLE', message: 'no connection' });
    expectProblem(await post('k1'), 503, 'FABRIC_UNAVAILABLE');
    server.fabric.ops.failure = undefined;

    const answer = await post('k1');

    expect([answer.status, answer.headers.get('idempotency-replayed')]).to.deep.equal([200, null]);
  });

  it('must be sane', async () => {
    expect(expectProblem(await post('a key'), 400, 'INVALID_ARGUMENT').field).to.equal('Idempotency-Key');
    expectProblem(await post('k'.repeat(256)), 400, 'INVALID_ARGUMENT');
    expect(server.fabric.ops.submits).to.deep.equal([]);
  });
});

describe('MemoryAnswers', () => {
  const clock = { now: 0 };
  const day = 86_400_000;
  let answers: MemoryAnswers;
  let done: number;

  beforeEach(() => {
    clock.now = 0;
    done = 0;
    answers = new MemoryAnswers(() => clock.now);
  });

  const once = (key: string, size = 1) =>
    answers.once({ key, fingerprint: 'f' }, () => {
      done += 1;
      return Promise.resolve<Answer>({ kind: 'json', body: 'x'.repeat(size) });
    });

  it('are kept for a day', async () => {
    await once('k');
    clock.now = day - 1;
    await once('k');
    expect(done).to.equal(1);

    clock.now = day;
    await once('k');

    expect(done).to.equal(2);
  });

  it('are bounded in number: the oldest goes first', async () => {
    for (let count = 0; count <= 10_000; count += 1) {
      await once(`k${String(count)}`);
    }

    expect((await once('k1')).replayed).to.equal(true);
    expect((await once('k0')).replayed).to.equal(false);
  });

  it('are bounded in size', async () => {
    await once('small');
    await once('large', 5_000_000);
    await once('larger', 6_000_000);

    expect((await once('larger')).replayed).to.equal(true);
    expect((await once('large')).replayed).to.equal(false);
  });

  it('refuse another request even while the first is being carried out', async () => {
    let finish: (answer: Answer) => void = () => undefined;
    const slow = answers.once({ key: 'k', fingerprint: 'f' }, () => new Promise((resolve) => (finish = resolve)));

    const refusal = await rejection(answers.once({ key: 'k', fingerprint: 'g' }, () => Promise.reject(new Error())));
    finish({ kind: 'json', body: 1 });

    expect(refusal).to.be.instanceOf(ApiProblem).and.have.property('code', 'IDEMPOTENCY_KEY_REUSED');
    expect((await slow).replayed).to.equal(false);
  });
});
