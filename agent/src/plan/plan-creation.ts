// SPDX-License-Identifier: Apache-2.0

import type { Will } from '../desired/signing-will.js';
import type { ObservedNode } from '../observe/observed-nodes.js';
import { commitOrder } from './commit-order.js';
import { turnMilliseconds } from './plan-commit.js';
import { planFailure } from './plan-failure.js';
import type { LedgerFacts, PlannedOutcome, PlannedReceipt } from './plan.js';

/** What only this agent knows, in milliseconds since the epoch. */
export interface CreationMemory {
  /** Since when the registry has the channel. */
  readonly registeredSince?: number;
  /** Since when the outcome may be written. */
  readonly openSince?: number;
  readonly failedSince?: number;
}

export interface CreationPlanInput {
  readonly id: string;
  readonly channelID: string;
  readonly electorate: readonly string[];
  readonly mspID: string;
  readonly now: number;
  readonly graceMilliseconds: number;
  readonly will: Will;
  readonly ledger: LedgerFacts;
  /** Why the organization will not carry it out. */
  readonly refusal: string | undefined;
  /** Own nodes that are to be on it. */
  readonly nodes: readonly ObservedNode[];
  /** Whether the own attestation is in the registry; not asked of an organization without peers on it. */
  readonly attested: boolean;
  /** Whether a majority of its members attest it. */
  readonly registered: boolean;
  readonly memory: CreationMemory;
}

export interface CreationPlan {
  readonly joins: readonly ObservedNode[];
  readonly receipts: readonly PlannedReceipt[];
  readonly outcome?: PlannedOutcome;
  readonly after?: number | undefined;
  readonly memory: CreationMemory;
  readonly settled: boolean;
}

/** What to do next for one channel that is to be created. Pure. */
export function planCreation(input: CreationPlanInput): CreationPlan {
  const { will, refusal, nodes } = input;
  if (refusal !== undefined) {
    return planRefused(input, refusal);
  }
  if (will === 'unwilling') {
    const detail = `${input.mspID} voted against it`;
    return withOutcome(input, [{ step: 'join', state: 'refused', detail }], false);
  }
  const joins = nodes.filter(({ state }) => state === 'absent');
  if (joins.length > 0) {
    return { joins, receipts: [], memory: input.memory, settled: false };
  }
  return withOutcome(input, receiptsOf(input), nodes.every(({ state }) => state === 'joined') && input.attested);
}

function receiptsOf({ channelID, nodes, attested }: CreationPlanInput): readonly PlannedReceipt[] {
  const names = (role: ObservedNode['role']): readonly string[] =>
    nodes.filter((node) => node.role === role && node.state === 'joined').map(({ name }) => name);
  const observed = { peers: names('peer'), orderers: names('orderer') };
  const away = nodes.filter(({ state }) => state === 'away');
  if (away.length > 0) {
    const reasons = away.map(({ name, reason }) => `${name}: ${reason ?? ''}`).join('; ');
    return [{ step: 'join', state: 'waiting', detail: `waits for ${reasons}`, observed }];
  }
  const joined = [...observed.peers, ...observed.orderers].join(', ');
  const detail = joined === '' ? `no own nodes are to be on ${channelID}` : `joined to ${channelID}: ${joined}`;
  return [
    { step: 'join', state: 'done', detail, observed },
    ...(attested ? [{ step: 'apply', state: 'done', detail: `${channelID} is there as decided` } as const] : []),
  ];
}

/** Others that are still joining are waited for, for a while; then it is enough that a majority attests the channel. */
function withOutcome(input: CreationPlanInput, receipts: readonly PlannedReceipt[], complete: boolean): CreationPlan {
  const { id, channelID, electorate, mspID, now, ledger, registered, graceMilliseconds } = input;
  const plan = { joins: [], receipts, memory: input.memory } as const;
  if (ledger.outcome !== undefined) {
    const written = receipts.every(({ step, state }) =>
      ledger.receipts.some((receipt) => receipt.mspID === mspID && receipt.step === step && receipt.state === state),
    );
    const settled = written && (complete || input.will === 'unwilling');
    return { ...plan, settled, ...(settled ? {} : { after: 5 * turnMilliseconds }) };
  }
  if (!registered) {
    return { ...plan, settled: false, after: turnMilliseconds };
  }
  const registeredSince = input.memory.registeredSince ?? now;
  const grace = registeredSince + graceMilliseconds - now;
  if (!isEverybodyThere(input) && grace > 0) {
    return {
      ...plan,
      settled: false,
      after: Math.min(grace, turnMilliseconds),
      memory: { ...plan.memory, registeredSince },
    };
  }
  const openSince = input.memory.openSince ?? now;
  const turn = openSince + commitOrder(id, electorate).indexOf(mspID) * turnMilliseconds - now;
  const memory = { ...plan.memory, registeredSince, openSince };
  return turn > 0
    ? { ...plan, settled: false, after: turn, memory }
    : {
        ...plan,
        settled: false,
        outcome: { status: 'committed', detail: `${channelID} is there, and its members attest it` },
        after: 5 * turnMilliseconds,
        memory,
      };
}

/** Apart from those that said that they will not be. */
function isEverybodyThere({ electorate, ledger }: CreationPlanInput): boolean {
  const answered = new Set(
    ledger.receipts
      .filter(({ step, state }) => (step === 'join' && state === 'done') || state === 'refused' || state === 'failed')
      .map(({ mspID }) => mspID),
  );
  return electorate.every((mspID) => answered.has(mspID));
}

function planRefused(input: CreationPlanInput, refusal: string): CreationPlan {
  const { id, electorate, mspID, now, ledger, memory } = input;
  const plan = planFailure({
    deployment: { id, electorate },
    mspID,
    now,
    ledger,
    refusal,
    failure: undefined,
    memory: memory.failedSince === undefined ? {} : { failedSince: memory.failedSince },
  });
  const { failedSince } = plan.memory;
  return {
    joins: [],
    receipts: plan.receipts,
    ...(plan.outcome === undefined ? {} : { outcome: plan.outcome }),
    after: plan.awaited.after,
    memory: { ...memory, ...(failedSince === undefined ? {} : { failedSince }) },
    settled: false,
  };
}
