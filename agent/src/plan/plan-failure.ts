// SPDX-License-Identifier: Apache-2.0

import { satisfies } from '@opssc/chaincode/model';
import { commitOrder } from './commit-order.js';
import { turnMilliseconds } from './plan-commit.js';
import type { Plan, PlanInput, PlannedReceipt } from './plan.js';

/** What a failure's plan is made from; a proposal that describes nothing deployable has no more than this. */
export type FailureInput = Pick<PlanInput, 'failure' | 'ledger' | 'memory' | 'mspID' | 'now' | 'refusal'> & {
  readonly deployment: Pick<PlanInput['deployment'], 'id' | 'electorate'>;
};

/**
 * A deployment that the organization refuses, or that cannot succeed: say so, and do nothing more. Once the organizations
 * that did not fail could no longer satisfy the policy, the first of the failed ones in order records the outcome.
 */
export function planFailure(input: FailureInput): Plan {
  const { deployment, failure, ledger, memory, mspID, now, refusal } = input;
  const receipt: PlannedReceipt | undefined =
    refusal !== undefined
      ? { step: 'verify', state: 'refused', detail: refusal }
      : failure && { step: failure.step, state: 'failed', detail: failure.reason };
  const plan: Plan = {
    actions: [],
    receipts: receipt === undefined ? [] : [receipt],
    awaited: { blocks: false, retry: false },
    memory,
    overtaken: false,
  };
  const failed = commitOrder(deployment.id, failedOrganizations(input));
  if (ledger === undefined || ledger.outcome !== undefined || !failed.includes(mspID) || !isProved(input, failed)) {
    return plan;
  }
  const failedSince = memory.failedSince ?? now;
  const turn = failedSince + failed.indexOf(mspID) * turnMilliseconds - now;
  const timed = { ...plan, memory: { ...memory, failedSince } };
  if (turn > 0) {
    return { ...timed, awaited: { ...plan.awaited, after: turn } };
  }
  return {
    ...timed,
    outcome: { status: 'failed', detail: receipt?.detail ?? '' },
    awaited: { ...plan.awaited, after: 5 * turnMilliseconds },
  };
}

function failedOrganizations({ deployment, ledger }: FailureInput): readonly string[] {
  const failed = new Set(
    ledger?.receipts.filter(({ state }) => state === 'failed' || state === 'refused').map(({ mspID }) => mspID),
  );
  return deployment.electorate.filter((mspID) => failed.has(mspID));
}

/** The rule of the contract for the outcome `failed`. */
function isProved({ deployment, ledger }: FailureInput, failed: readonly string[]): boolean {
  const others = deployment.electorate.filter((mspID) => !failed.includes(mspID));
  return ledger !== undefined && !satisfies(ledger.policy, deployment.electorate, new Set(others));
}
