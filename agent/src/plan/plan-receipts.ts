// SPDX-License-Identifier: Apache-2.0

import type { PlanInput, PlannedReceipt } from './plan.js';

/** A service that comes up within this time is not worth a receipt that it does not answer. */
const quietMilliseconds = 3_000;

/**
 * The receipt of an approval waits this long for the commit, which usually follows at once: both are then written
 * together, and the orderer and the peers are left to the commit meanwhile.
 */
export const approvalReceiptMilliseconds = 1_000;

/** What the ledger should say about this organization, from what was observed. */
export function planReceipts(input: PlanInput): readonly PlannedReceipt[] {
  if (input.ledger === undefined) {
    return [];
  }
  return [verification(input), installation(input), service(input), approval(input), commitment(input)].filter(
    (receipt) => receipt !== undefined,
  );
}

/** Only ever written when it fails, so only a refusal is to be replaced. */
function verification({ ledger, mspID }: PlanInput): PlannedReceipt | undefined {
  const refused = ledger?.receipts.some(
    (receipt) => receipt.mspID === mspID && receipt.step === 'verify' && receipt.state === 'refused',
  );
  return refused === true ? { step: 'verify', state: 'done', detail: 'verified after all' } : undefined;
}

function installation({
  deployment: { packageID },
  observed: { peers },
  stage,
}: PlanInput): PlannedReceipt | undefined {
  const installed = peers.filter((peer) => peer.reachable && peer.installed).map(({ name }) => name);
  const observed = { packageID, peers: installed };
  if (installed.length === peers.length) {
    return { step: 'install', state: 'done', detail: `installed on ${installed.join(', ')}`, observed };
  }
  const absent = peers.filter((peer) => !peer.reachable);
  const underWay = peers.some((peer) => peer.reachable && !peer.installed);
  if (stage === 'prepare' || underWay) {
    return undefined;
  }
  const reasons = absent.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return { step: 'install', state: 'waiting', detail: `waits for ${reasons}`, observed };
}

function service({ observed: { service: seen }, memory, now, stage }: PlanInput): PlannedReceipt | undefined {
  switch (seen.state) {
    case 'answers':
      return { step: 'service', state: 'done', detail: `the service answers at ${seen.address}` };
    case 'silent':
    case 'starting': {
      const quiet = memory.silentSince === undefined || now - memory.silentSince < quietMilliseconds;
      return quiet || stage === 'prepare'
        ? undefined
        : { step: 'service', state: 'waiting', detail: `no answer at ${seen.address}: ${seen.reason}` };
    }
    default:
      return undefined;
  }
}

function approval(input: PlanInput): PlannedReceipt | undefined {
  const { observed, deployment, transactions, stage, memory, now } = input;
  const early = memory.approvedSince === undefined || now - memory.approvedSince < approvalReceiptMilliseconds;
  if (!observed.approved || stage === 'prepare' || (early && !isCommitted(input))) {
    return undefined;
  }
  return {
    step: 'approve',
    state: 'done',
    detail: `approved sequence ${deployment.definition.sequence} of ${deployment.definition.name}`,
    observed: { packageID: deployment.packageID, ...transactionOf(transactions.approve) },
  };
}

function commitment(input: PlanInput): PlannedReceipt | undefined {
  const { observed, deployment, transactions } = input;
  if (!isCommitted(input)) {
    return undefined;
  }
  const names = observed.peers.filter((peer) => peer.reachable).map(({ name }) => name);
  return {
    step: 'commit',
    state: 'done',
    detail: `sequence ${deployment.definition.sequence} is committed on ${names.join(', ')}`,
    observed: { peers: names, ...transactionOf(transactions.commit) },
  };
}

/** On every peer that answers. */
function isCommitted({ observed: { peers } }: PlanInput): boolean {
  const answering = peers.filter((peer) => peer.reachable);
  return answering.length > 0 && answering.every(({ committed }) => committed === 'same');
}

function transactionOf(
  transaction: { readonly transactionID: string; readonly blockNumber: bigint } | undefined,
): { transactionID: string; block: string } | Record<string, never> {
  return transaction === undefined
    ? {}
    : { transactionID: transaction.transactionID, block: String(transaction.blockNumber) };
}
