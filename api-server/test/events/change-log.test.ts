// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { ChangeLog } from '../../src/events/change-log.js';
import type { OpsChange } from '../../src/events/ops-change.js';

describe('ChangeLog', () => {
  it('gives what comes after a change, as it comes', async () => {
    const log = logOf(10, '1', '2');
    const reading = log.after('1', AbortSignal.timeout(5_000));

    expect((await reading.next()).value).to.deep.include({ id: '2' });
    const next = reading.next();
    log.append(change('3'));
    expect((await next).value).to.deep.include({ id: '3' });
  });

  it('gives everything without a change to begin after', async () => {
    const log = new ChangeLog(10);
    const first = log.after(undefined, AbortSignal.timeout(5_000)).next();
    log.append(change('1'));

    expect((await first).value).to.deep.include({ id: '1' });
  });

  it('keeps no more than its capacity', () => {
    const log = logOf(2, '1', '2', '3');

    expect(['1', '2', '3'].map((id) => log.has(id))).to.deep.equal([false, true, true]);
    expect(log.last?.id).to.equal('3');
  });

  it('ends for a reader that is so slow that it would miss something', async () => {
    const log = logOf(2, '1', '2');
    const reading = log.after('1', AbortSignal.timeout(5_000));
    expect((await reading.next()).value).to.deep.include({ id: '2' });

    for (const id of ['3', '4', '5']) {
      log.append(change(id));
    }

    expect(await reading.next()).to.deep.equal({ done: true, value: undefined });
  });

  it('ends with the signal, also for a reader that waits', async () => {
    const end = new AbortController();
    const waiting = logOf(2, '1').after('1', end.signal).next();
    end.abort();

    expect((await waiting).done).to.equal(true);
  });
});

function logOf(capacity: number, ...ids: readonly string[]): ChangeLog {
  const log = new ChangeLog(capacity);
  for (const id of ids) {
    log.append(change(id));
  }
  return log;
}

function change(id: string): OpsChange {
  return { id, type: 'voted', proposalID: 'p1', transactionID: id, blockNumber: id };
}
