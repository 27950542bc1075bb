// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type AuditEntry, auditEntrySchema } from '../../src/audit/audit-entry.js';
import { verifyAudit } from '../../src/audit/verify-audit.js';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const pageSchema = z.strictObject({ entries: z.array(auditEntrySchema) });
const path = '/chaincode/proposals/p1';

describe('GET /audit', () => {
  let dir: string;
  let file: string;
  let server: TestServer;
  const clock = { now: Date.parse('2030-01-01T00:00:00Z') };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-audit-'));
    file = join(dir, 'audit.jsonl');
    clock.now = Date.parse('2030-01-01T00:00:00Z');
    server = await startTestServer({ api: { audit: { file } }, now: () => new Date((clock.now += 1_000)) });
  });

  afterEach(async () => {
    await server.stop();
    await rm(dir, { recursive: true });
  });

  const entries = async (query = ''): Promise<readonly AuditEntry[]> =>
    pageSchema.parse((await server.get(`/audit${query}`)).json).entries;
  const summary = async (query = '') => (await entries(query)).map(({ action, phase }) => `${action} ${phase}`);

  it('tells who asked for what, and what came of it', async () => {
    const { headers } = await server.post(path, chaincodeProposal());
    await server.call('POST', `${path}/vote`, { headers: server.as('voter') });

    const [asked, done] = await entries();
    const common = {
      action: 'proposeChaincode',
      target: 'p1',
      subject: subjectOf('urn:opssc:tokens:Org1MSP', 'admin'),
      name: 'admin',
      address: '127.0.0.1',
      requestID: headers.get('x-request-id'),
    };
    expect(asked).to.deep.include({ ...common, sequence: 1, phase: 'asked' });
    expect(done).to.deep.include({ ...common, sequence: 2, phase: 'done', status: 200 });
    expect(done?.transactionIDs).to.have.length(1);
    expect((await entries()).slice(2).map(({ name, phase }) => [name, phase])).to.deep.equal([
      ['voter', 'asked'],
      ['voter', 'done'],
    ]);
  });

  it('tells what was refused and what failed, with the code', async () => {
    await server.post(`${path}/withdraw`);
    server.fabric.ops.refusal = new FabricError({ code: 'UNAVAILABLE', message: 'no connection' });
    await server.post(path, chaincodeProposal());

    const [, refused, , failed] = await entries();
    expect(refused).to.deep.include({ phase: 'refused', status: 404, code: 'NOT_FOUND' });
    expect(failed).to.deep.include({ phase: 'failed', status: 503, code: 'FABRIC_UNAVAILABLE' });
  });

  it('has no line for what decides nothing', async () => {
    await server.get('/chaincode/proposals');
    await server.post('/channel/preview', {});

    expect(await entries()).to.deep.equal([]);
  });

  it('names no secret and no body', async () => {
    await server.post(path, { ...chaincodeProposal(), description: 'not for the log' });

    const text = await readFile(file, 'utf8');
    expect(text).not.to.include(server.token);
    expect(text).not.to.include('not for the log');
  });

  it('filters by subject, action and time', async () => {
    await server.post(path, chaincodeProposal());
    await server.call('POST', `${path}/vote`, { headers: server.as('voter') });
    const { subjectHash } = subjectOf('urn:opssc:tokens:Org1MSP', 'voter');
    const since = (await entries())[2]?.time ?? '';

    expect(await summary(`?subject=${subjectHash}`)).to.deep.equal([
      'voteOnChaincodeProposal asked',
      'voteOnChaincodeProposal done',
    ]);
    expect(await summary('?action=proposeChaincode')).to.deep.equal([
      'proposeChaincode asked',
      'proposeChaincode done',
    ]);
    expect(await summary(`?since=${since}`)).to.have.length(2);
    expect(await summary(`?until=${since}`)).to.have.length(2);
    expect(await summary(`?since=${since}&action=proposeChaincode`)).to.deep.equal([]);
  });

  it('comes page by page', async () => {
    for (const id of ['p1', 'p2', 'p3']) {
      await server.post(`/chaincode/proposals/${id}`, chaincodeProposal());
    }
    const sequences: number[] = [];

    let next: string | undefined = '/audit?pageSize=4';
    while (next !== undefined) {
      const { json, headers } = await server.get(next);
      sequences.push(...pageSchema.parse(json).entries.map(({ sequence }) => sequence));
      next = /^<\/api\/v1(.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    }

    expect(sequences).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('is chained from line to line', async () => {
    await server.post(path, chaincodeProposal());

    expect(await verifyAudit(file)).to.deep.include({ lines: 2, faults: [] });
  });

  for (const query of ['subject=alice', 'action=a%20b', 'since=yesterday', 'pageSize=0', 'bookmark=-1', 'color=red']) {
    it(`refuses ${query}`, async () => {
      expectProblem(await server.get(`/audit?${query}`), 400, 'INVALID_ARGUMENT');
    });
  }

  it('says where none is kept', async () => {
    const without = await startTestServer();
    try {
      expectProblem(await without.get('/audit'), 404, 'NO_AUDIT_LOG');
    } finally {
      await without.stop();
    }
  });
});
