// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from '../src/process-identity.js';
import { claimRun, endRecorded, runOwner } from '../src/run-record.js';
import { failureOf } from './support/failure-of.js';
import { temporaryDir } from './support/temporary-dir.js';

describe('claimRun', () => {
  const dir = temporaryDir();
  const children: ChildProcess[] = [];

  async function sleeper(): Promise<{ pid: number; ended: Promise<unknown> }> {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    children.push(child);
    const ended = once(child, 'exit');
    await once(child, 'spawn');
    return { pid: child.pid ?? 0, ended };
  }

  afterEach(() => {
    for (const child of children.splice(0)) {
      child.kill('SIGKILL');
    }
  });

  it('refuses a folder that a living process holds', async () => {
    await claimRun(dir());
    const failure = await failureOf(claimRun(dir()));
    expect(failure.code).to.equal('ALREADY_RUNNING');
    expect(failure.message).to.include(String(process.pid));
  });

  it('takes the folder again once it is released', async () => {
    const record = await claimRun(dir());
    await record.release();
    expect(await runOwner(dir())).to.equal(undefined);
    await (await claimRun(dir())).release();
  });

  it('ends the processes that a dead owner left behind', async () => {
    const { pid, ended } = await sleeper();
    const record = await claimRun(dir());
    await record.add('peer0.org1.example.com', pid);
    await changeRecord((recorded) => {
      recorded.owner.fingerprint = 'an earlier process';
    });
    await claimRun(dir());
    await ended;
    expect(await processIdentity(pid)).to.equal(undefined);
  });

  it('leaves a process alone that only has the ID of a recorded one', async () => {
    const { pid } = await sleeper();
    const record = await claimRun(dir());
    await record.add('peer0.org1.example.com', pid);
    await changeRecord((recorded) => {
      recorded.processes['peer0.org1.example.com'] = { pid, fingerprint: 'an earlier process' };
    });
    expect(await endRecorded(dir())).to.deep.equal([]);
    expect(await processIdentity(pid)).to.not.equal(undefined);
  });

  it('forgets a process that has ended', async () => {
    const { pid } = await sleeper();
    const record = await claimRun(dir());
    await record.add('peer0.org1.example.com', pid);
    await record.remove('peer0.org1.example.com');
    expect(await endRecorded(dir())).to.deep.equal([]);
    expect(await processIdentity(pid)).to.not.equal(undefined);
  });

  it('treats a torn record as none', async () => {
    await writeFile(join(dir(), 'running.json'), '{"owner":');
    await claimRun(dir());
    expect((await runOwner(dir()))?.pid).to.equal(process.pid);
  });

  interface Recorded {
    owner: { pid: number; fingerprint: string };
    processes: Record<string, { pid: number; fingerprint: string }>;
  }

  async function changeRecord(change: (recorded: Recorded) => void): Promise<void> {
    const path = join(dir(), 'running.json');
    const recorded = JSON.parse(await readFile(path, 'utf8')) as Recorded;
    change(recorded);
    await writeFile(path, JSON.stringify(recorded));
  }
});
