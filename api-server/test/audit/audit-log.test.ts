// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditRecord } from '../../src/audit/audit-entry.js';
import { AuditLog } from '../../src/audit/audit-log.js';
import { verifyAudit } from '../../src/audit/verify-audit.js';

const record = (requestID: string): AuditRecord => ({
  action: 'voteOnChaincodeProposal',
  target: 'p1',
  phase: 'done',
  subject: subjectOf('issuer', 'alice'),
  name: 'alice',
  address: '127.0.0.1',
  requestID,
});

describe('AuditLog', () => {
  let dir: string;
  let file: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-audit-'));
    file = join(dir, 'audit.jsonl');
  });

  afterEach(() => rm(dir, { recursive: true }));

  const write = async (...requestIDs: readonly string[]): Promise<void> => {
    const log = await AuditLog.open(file, () => new Date('2030-01-01T00:00:00Z'));
    await Promise.all(requestIDs.map((requestID) => log.append(record(requestID))));
    await log.close();
  };
  const lines = async () => (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  const faults = async () => (await verifyAudit(file)).faults.map(({ line }) => line);

  it('keeps records in their order, numbered and chained, over restarts', async () => {
    await write('r1', 'r2', 'r3');
    await write('r4');

    const entries = (await lines()).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.map(({ sequence, requestID }) => [sequence, requestID])).to.deep.equal([
      [1, 'r1'],
      [2, 'r2'],
      [3, 'r3'],
      [4, 'r4'],
    ]);
    expect(await verifyAudit(file)).to.deep.include({ lines: 4, faults: [] });
  });

  it('is for its owner alone to read', async () => {
    await write('r1');

    expect((await stat(file)).mode & 0o777).to.equal(0o600);
  });

  for (const { reason, change, line } of [
    { reason: 'was taken out', change: (all: readonly string[]) => all.toSpliced(1, 1), line: 2 },
    { reason: 'was taken out in front', change: (all: readonly string[]) => all.slice(1), line: 1 },
    {
      reason: 'was changed',
      change: (all: readonly string[]) => all.map((text) => text.replace('"r2"', '"r9"')),
      line: 3,
    },
    { reason: 'was put in', change: (all: readonly string[]) => all.toSpliced(1, 0, all[0] ?? ''), line: 2 },
    { reason: 'changed its place', change: (all: readonly string[]) => [all[1], all[0], all[2]], line: 1 },
  ]) {
    it(`shows where a line ${reason}`, async () => {
      await write('r1', 'r2', 'r3');

      await writeFile(file, `${change(await lines()).join('\n')}\n`);

      expect((await faults())[0]).to.equal(line);
    });
  }

  it('shows by the last hash that lines were cut off the end', async () => {
    await write('r1', 'r2');
    const { head } = await verifyAudit(file);

    await writeFile(file, `${(await lines()).slice(0, 1).join('\n')}\n`);

    expect((await verifyAudit(file)).head).not.to.equal(head);
  });

  it('goes on after a line that a crash cut off, which stays', async () => {
    await write('r1');
    await appendFile(file, '{"sequence":2,"ti');

    await write('r2');

    expect(await lines()).to.have.length(3);
    expect(await faults()).to.deep.equal([2]);
  });

  it('says so when a record can not be written, and tries the next one', async () => {
    const log = await AuditLog.open(file, () => new Date('2030-01-01T00:00:00Z'));
    const circular = { ...record('r1') };
    Object.assign(circular, { name: 1n });

    const failure = await log.append(circular).catch((error: unknown) => error);
    await log.append(record('r2'));
    await log.close();

    expect(failure).to.be.instanceOf(TypeError);
    expect(await verifyAudit(file)).to.deep.include({ lines: 1, faults: [] });
  });
});
