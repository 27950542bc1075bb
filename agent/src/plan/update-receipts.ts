// SPDX-License-Identifier: Apache-2.0

import type { Observed } from '@opssc/chaincode/model';
import type { OpenUpdate, UpdateInForce } from '../observe/observed-update.js';
import type { PlannedReceipt } from './plan.js';
import type { UpdatePlanInput } from './update-plan.js';

/** Only ever written when it fails, so only what was said before is to be replaced. */
export function verification({ ledger, mspID }: UpdatePlanInput): readonly PlannedReceipt[] {
  const failed = ledger.receipts.some(
    (receipt) => receipt.mspID === mspID && receipt.step === 'verify' && receipt.state !== 'done',
  );
  return failed ? [{ step: 'verify', state: 'done', detail: 'verified after all' }] : [];
}

/** Whether the organization has signed this round's update, or why not. */
export function signing({ will, mspID }: UpdatePlanInput, observed: OpenUpdate): PlannedReceipt {
  if (observed.signatures.some((signature) => signature.mspID === mspID)) {
    return signatureGiven(observed.updateDigest);
  }
  return will === 'undecided'
    ? { step: 'sign', state: 'waiting', detail: `${mspID} has not voted for it` }
    : { step: 'sign', state: 'refused', detail: `${mspID} voted against it` };
}

/** Of an organization whose receipt was overtaken by the update itself. */
export function ownSignature({ signed }: UpdatePlanInput, { applied }: UpdateInForce): readonly PlannedReceipt[] {
  return applied !== undefined && signed.includes(applied.digest) ? [signatureGiven(applied.digest)] : [];
}

function signatureGiven(updateDigest: string): PlannedReceipt {
  return { step: 'sign', state: 'done', detail: `signed the update ${updateDigest}`, observed: { updateDigest } };
}

/** Whose signatures are missing. */
export function awaiting({ missing, updateDigest, configSequence }: OpenUpdate): PlannedReceipt {
  const [best = []] = missing;
  const others = missing.length - 1;
  const alternatives = others > 0 ? `, or of others (${others} more ways)` : '';
  return {
    step: 'commit',
    state: 'waiting',
    detail: `waits for the signature of ${best.join(', ')}${alternatives}`,
    observed: { updateDigest, configSequence: Number(configSequence), awaiting: best },
  };
}

/** Of whoever sent it, and of those that said before that they are waiting. */
export function submission(
  { ledger, mspID }: UpdatePlanInput,
  { applied, ...rest }: UpdateInForce,
): readonly PlannedReceipt[] {
  const waited = ledger.receipts.some(
    (receipt) => receipt.mspID === mspID && receipt.step === 'commit' && receipt.state !== 'done',
  );
  if (applied?.submitter !== mspID && !waited) {
    return [];
  }
  const detail = applied === undefined ? 'another update brought it' : `submitted by ${applied.submitter}`;
  return [{ step: 'commit', state: 'done', detail, observed: seen({ applied, ...rest }) }];
}

/** Whether the own peers have the new configuration. */
export function application(observed: UpdateInForce): readonly PlannedReceipt[] {
  const { peers, behind, configSequence } = observed;
  if (peers.length === 0) {
    return [];
  }
  const facts = { ...seen(observed), peers };
  return behind.length === 0
    ? [
        {
          step: 'apply',
          state: 'done',
          detail: `configuration ${configSequence} is on ${peers.join(', ')}`,
          observed: facts,
        },
      ]
    : [{ step: 'apply', state: 'waiting', detail: `waits for ${behind.join(', ')}`, observed: facts }];
}

function seen({ applied, configSequence }: Pick<UpdateInForce, 'applied' | 'configSequence'>): Observed {
  return {
    configSequence: Number(configSequence),
    ...(applied === undefined ? {} : { updateDigest: applied.digest, block: String(applied.block) }),
    ...(applied?.transactionID === undefined ? {} : { transactionID: applied.transactionID }),
  };
}
