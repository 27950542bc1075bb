// SPDX-License-Identifier: Apache-2.0

import type { OpenUpdate, UpdateInForce } from '../observe/observed-update.js';
import { commitOrder } from './commit-order.js';
import { turnMilliseconds } from './plan-commit.js';
import { planFailure } from './plan-failure.js';
import type { Failure, PlannedOutcome } from './plan.js';
import type { UpdateMemory, UpdatePlan, UpdatePlanInput } from './update-plan.js';
import { application, awaiting, ownSignature, signing, submission, verification } from './update-receipts.js';

/** Signatures that come within this time are not worth a receipt that they are missing. */
const quietMilliseconds = 2_000;

/** A configuration transaction is in a block at once; when it is not after this time it is sent again. */
const blockMilliseconds = 5_000;

/** What to do next for one decided change of a channel. Pure. */
export function planUpdate(input: UpdatePlanInput): UpdatePlan {
  const { observed, refusal, failure } = input;
  if (refusal !== undefined) {
    return planUnable(input, { step: 'verify', reason: refusal });
  }
  switch (observed.state) {
    case 'in-force':
      return planInForce(input, observed);
    case 'impossible':
      return planUnable(input, { step: 'verify', reason: observed.reason });
    case 'open':
      return failure === undefined ? planRound(input, observed) : planUnable(input, failure);
  }
}

/** One round of signatures: for one configuration of the channel. */
function planRound(input: UpdatePlanInput, observed: OpenUpdate): UpdatePlan {
  const { will, mspID, now } = input;
  const signers = observed.signatures.map((signature) => signature.mspID);
  const memory = roundMemory(input, observed);
  const plan = { action: undefined, settled: false, memory } as const;
  if (will === 'willing' && !signers.includes(mspID)) {
    return { ...plan, action: 'sign', receipts: verification(input) };
  }
  // That somebody need not sign yet is worth a receipt only when the others are kept waiting.
  const said = will === 'undecided' ? [] : [signing(input, observed)];
  const receipts = [...verification(input), ...said];
  if (observed.satisfied) {
    return { ...plan, receipts, ...planSubmission({ ...input, memory }, signers) };
  }
  const quiet = (memory.missingSince?.at ?? now) + quietMilliseconds - now;
  return quiet > 0
    ? { ...plan, receipts, after: quiet }
    : { ...plan, receipts: [...verification(input), signing(input, observed), awaiting(observed)] };
}

/** One of those who signed sends it, the others only if that has led to nothing after their turn has come. */
function planSubmission(
  { id, mspID, now, memory }: UpdatePlanInput,
  signers: readonly string[],
): Pick<UpdatePlan, 'action' | 'after'> {
  const rank = commitOrder(id, signers).indexOf(mspID);
  if (rank < 0) {
    return { action: undefined };
  }
  const turn =
    memory.sentAt === undefined
      ? (memory.completeSince ?? now) + rank * turnMilliseconds - now
      : memory.sentAt + blockMilliseconds - now;
  return turn > 0 ? { action: undefined, after: turn } : { action: 'submit' };
}

function planInForce(input: UpdatePlanInput, observed: UpdateInForce): UpdatePlan {
  const { mspID, now, ledger, electorate, memory: before } = input;
  const inForceSince = before.inForceSince ?? now;
  const plan = { action: undefined, memory: { ...before, inForceSince } } as const;
  // Peers get a block one after the other.
  const quiet = observed.behind.length > 0 && now - inForceSince < quietMilliseconds;
  const receipts = [
    ...verification(input),
    ...ownSignature(input, observed),
    ...submission(input, observed),
    ...(quiet ? [] : application(observed)),
  ];
  const applied = ledger.receipts.some(
    (receipt) => receipt.mspID === mspID && receipt.step === 'apply' && receipt.state === 'done',
  );
  if (ledger.outcome !== undefined || !electorate.includes(mspID)) {
    return { ...plan, receipts, settled: applied, ...(applied ? {} : { after: quietMilliseconds }) };
  }
  // Whoever sent it need not wait.
  const rank = observed.applied?.submitter === mspID ? 0 : commitOrder(input.id, electorate).indexOf(mspID) + 1;
  const turn = inForceSince + rank * turnMilliseconds - now;
  return turn > 0
    ? { ...plan, receipts, settled: false, after: turn }
    : { ...plan, receipts, settled: false, outcome: outcomeOf(observed), after: 5 * turnMilliseconds };
}

/** Says why not, unless an earlier decision that is under way may make it possible. */
function planUnable(input: UpdatePlanInput, failure: Failure): UpdatePlan {
  const { id, electorate, mspID, now, ledger, refusal, predecessor, memory } = input;
  if (refusal === undefined && predecessor !== undefined) {
    const detail = `waits for ${predecessor}: ${failure.reason}`;
    return { action: undefined, receipts: [{ step: 'commit', state: 'waiting', detail }], memory, settled: false };
  }
  const {
    receipts,
    outcome,
    awaited,
    memory: after,
  } = planFailure({
    deployment: { id, electorate },
    mspID,
    now,
    ledger,
    refusal,
    failure,
    memory: memory.failedSince === undefined ? {} : { failedSince: memory.failedSince },
  });
  return {
    action: undefined,
    receipts,
    ...(outcome === undefined ? {} : { outcome }),
    after: awaited.after,
    memory: { ...memory, ...(after.failedSince === undefined ? {} : { failedSince: after.failedSince }) },
    settled: false,
  };
}

function roundMemory({ memory, now }: UpdatePlanInput, observed: OpenUpdate): UpdateMemory {
  const { updateDigest, satisfied, signatures } = observed;
  const round = memory.updateDigest === updateDigest ? memory : {};
  const signers = signatures.map(({ mspID }) => mspID).join();
  return {
    updateDigest,
    missingSince: round.missingSince?.signers === signers ? round.missingSince : { signers, at: now },
    ...(satisfied ? { completeSince: round.completeSince ?? now } : {}),
    ...(round.sentAt === undefined ? {} : { sentAt: round.sentAt }),
  };
}

function outcomeOf({ applied, configSequence }: UpdateInForce): PlannedOutcome {
  if (applied === undefined) {
    return { status: 'committed', detail: `configuration ${configSequence} has it already: another update brought it` };
  }
  const { block, submitter, transactionID } = applied;
  return {
    status: 'committed',
    detail: `configuration ${configSequence}, submitted by ${submitter}`,
    block: String(block),
    ...(transactionID === undefined ? {} : { transactionID }),
  };
}
