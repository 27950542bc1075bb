// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startProcessGuard } from '../../src/native/process-guard.js';
import { processIdentity } from '../../src/process-identity.js';

describe('startProcessGuard', () => {
  it('kills what it watches at its end, and not what it was told to forget', async () => {
    const children = [1, 2, 3].map(() => spawn('sleep', ['600'], { stdio: 'ignore' }));
    const ends = children.map((child) => once(child, 'exit'));
    await Promise.all(children.map((child) => once(child, 'spawn')));
    const [first = 0, second = 0, third = 0] = children.map(({ pid }) => pid ?? 0);
    const guard = startProcessGuard();
    guard.watch(first);
    guard.watch(second);
    guard.watch(third);
    guard.forget(second);
    await guard.close();
    await Promise.all([ends[0], ends[2]]);
    expect(await processIdentity(second)).to.not.equal(undefined);
    children[1]?.kill('SIGKILL');
    await ends[1];
  });
});
