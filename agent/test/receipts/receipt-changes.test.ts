// SPDX-License-Identifier: Apache-2.0

import type { Receipt, ReceiptState } from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { PlannedReceipt } from '../../src/plan/plan.js';
import { receiptChanges } from '../../src/receipts/receipt-changes.js';

describe('receiptChanges', () => {
  const written = (state: ReceiptState, detail = 'a', peers: readonly string[] = []): Receipt => ({
    proposalID: 'p1',
    mspID: 'Org1MSP',
    step: 'install',
    state,
    detail,
    observed: { peers },
    time: '2026-01-01T00:00:00.000Z',
  });
  const planned = (state: ReceiptState, detail = 'a', peers: readonly string[] = []): PlannedReceipt => ({
    step: 'install',
    state,
    detail,
    observed: { peers },
  });

  const rows: readonly {
    readonly reason: string;
    readonly before: Receipt | undefined;
    readonly now: PlannedReceipt;
    readonly writes: boolean;
  }[] = [
    { reason: 'writes what is not written', before: undefined, now: planned('done'), writes: true },
    { reason: 'does not write what was done again', before: written('done'), now: planned('done', 'b'), writes: false },
    {
      reason: 'leaves done what was done when a peer is away',
      before: written('done'),
      now: planned('waiting'),
      writes: false,
    },
    { reason: 'writes that waiting is over', before: written('waiting'), now: planned('done'), writes: true },
    {
      reason: 'does not write another wording of the same waiting',
      before: written('waiting', 'a', ['peer0']),
      now: planned('waiting', 'b', ['peer0']),
      writes: false,
    },
    {
      reason: 'writes that another peer is waited for',
      before: written('waiting', 'a', ['peer0']),
      now: planned('waiting', 'a', []),
      writes: true,
    },
    { reason: 'writes another reason', before: written('refused'), now: planned('refused', 'b'), writes: true },
    {
      reason: 'does not write the same reason again',
      before: written('failed'),
      now: planned('failed'),
      writes: false,
    },
    { reason: 'writes that a failure is overcome', before: written('failed'), now: planned('done'), writes: true },
  ];
  for (const { reason, before, now, writes } of rows) {
    it(reason, () => {
      expect(receiptChanges([now], before === undefined ? [] : [before])).to.deep.equal(writes ? [now] : []);
    });
  }
});
