// SPDX-License-Identifier: Apache-2.0

import { acknowledgingStep } from './acknowledging-step.js';
import { byteOrder } from './byte-order.js';
import type { Outcome, Receipt, ReceiptState, Step } from './facts.js';
import type { HistoryEntry, ProposalFacts, TaskID } from './view.js';

/** Steps whose receipts make up a task: doing one's own part of what was decided, and putting it into force. */
const stepsOf: Readonly<Record<'acknowledge' | 'commit', readonly Step[]>> = {
  acknowledge: ['verify', 'install', 'service', 'approve', 'sign', 'join'],
  commit: ['commit', 'apply'],
};

/**
 * What each organization did about a proposal, in the shape of OpsSC v0.4: at most one entry an organization and task,
 * by task in the order vote, acknowledge, commit, and by time within it. The votes are those of the electorate: a part of
 * a ballot does not tell what organizations of other channels said.
 */
export function history(facts: ProposalFacts, taskID?: TaskID): readonly HistoryEntry[] {
  const tasks: Readonly<Record<TaskID, () => readonly HistoryEntry[]>> = {
    vote: () => votes(facts),
    acknowledge: () => acknowledgements(facts),
    commit: () => commits(facts),
  };
  const chosen = taskID === undefined ? (['vote', 'acknowledge', 'commit'] as const) : [taskID];
  return chosen.flatMap((task) => [...tasks[task]()].sort(byTime));
}

function votes({ proposal, votes }: ProposalFacts): readonly HistoryEntry[] {
  return votes
    .filter(({ mspID }) => proposal.electorate.members.includes(mspID))
    .map(({ mspID, status, comment, subject, time }) => ({
      proposalID: proposal.id,
      taskID: 'vote',
      orgID: mspID,
      status,
      data: comment,
      ...(subject !== undefined && { subject }),
      time,
    }));
}

function acknowledgements({ proposal, receipts }: ProposalFacts): readonly HistoryEntry[] {
  // Ends an `acknowledge` well: everything before it is only on the way.
  const lastStep = acknowledgingStep(proposal.body.kind);
  const relevant = receipts.filter(({ step }) => stepsOf.acknowledge.includes(step));
  return [...byOrganization(relevant).values()].map((own) => {
    const telling =
      own.find(({ step, state }) => step === lastStep && state === 'done') ?? own.find(isFailure) ?? latest(own);
    const status = telling.state === 'done' && telling.step !== lastStep ? 'waiting' : taskStatus(telling.state);
    return entry(telling, 'acknowledge', status);
  });
}

function commits({ receipts, outcome }: ProposalFacts): readonly HistoryEntry[] {
  const relevant = receipts.filter(({ step }) => stepsOf.commit.includes(step));
  const entries = new Map<string, HistoryEntry>();
  for (const [mspID, own] of byOrganization(relevant)) {
    const telling = own.find(({ state }) => state === 'done') ?? own.find(isFailure) ?? latest(own);
    entries.set(mspID, entry(telling, 'commit', taskStatus(telling.state)));
  }
  if (outcome !== undefined) {
    entries.set(outcome.mspID, entry(outcome, 'commit', outcome.status === 'committed' ? 'success' : 'failure'));
  }
  return [...entries.values()];
}

function entry(fact: Receipt | Outcome, taskID: TaskID, status: string): HistoryEntry {
  return { proposalID: fact.proposalID, taskID, orgID: fact.mspID, status, data: fact.detail, time: fact.time };
}

function byOrganization(receipts: readonly Receipt[]): ReadonlyMap<string, readonly [Receipt, ...Receipt[]]> {
  const organizations = new Map<string, [Receipt, ...Receipt[]]>();
  for (const receipt of receipts) {
    const own = organizations.get(receipt.mspID);
    if (own === undefined) {
      organizations.set(receipt.mspID, [receipt]);
    } else {
      own.push(receipt);
    }
  }
  return organizations;
}

function latest(receipts: readonly [Receipt, ...Receipt[]]): Receipt {
  return receipts.reduce((last, receipt) => (byteOrder(last.time, receipt.time) < 0 ? receipt : last));
}

function isFailure({ state }: Receipt): boolean {
  return state === 'failed' || state === 'refused';
}

function taskStatus(state: ReceiptState): string {
  switch (state) {
    case 'done':
      return 'success';
    case 'waiting':
      return 'waiting';
    default:
      return 'failure';
  }
}

function byTime(left: HistoryEntry, right: HistoryEntry): number {
  return byteOrder(left.time, right.time) || byteOrder(left.orgID, right.orgID);
}
