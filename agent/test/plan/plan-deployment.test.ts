// SPDX-License-Identifier: Apache-2.0

import type { Receipt, ReceiptState, Step } from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { ObservedDeployment, ObservedPeer } from '../../src/observe/observed-deployment.js';
import { commitOrder } from '../../src/plan/commit-order.js';
import { planDeployment } from '../../src/plan/plan-deployment.js';
import type { Plan, PlanInput } from '../../src/plan/plan.js';
import type { ServiceState } from '../../src/services/service-state.js';
import { aDeployment } from '../support/a-deployment.js';

const now = 100_000;
const deployment = aDeployment();
const everyone = { Org1MSP: true, Org2MSP: true, Org3MSP: true };
const [first = '', second = '', third = ''] = commitOrder(deployment.id, deployment.electorate);
const address = '127.0.0.11:9999';
const answers: ServiceState = { state: 'answers', address };
const silent: ServiceState = { state: 'silent', address, reason: 'ECONNREFUSED' };

function peer(name: string, more: Partial<Extract<ObservedPeer, { reachable: true }>> = {}): ObservedPeer {
  return { name, reachable: true, installed: true, committed: 'earlier', ...more };
}

const away: ObservedPeer = { name: 'peer1', reachable: false, reason: 'ECONNREFUSED' };

function receipt(mspID: string, step: Step, state: ReceiptState): Receipt {
  return {
    proposalID: deployment.id,
    mspID,
    step,
    state,
    detail: 'why',
    observed: {},
    time: '2026-01-01T00:00:00.000Z',
  };
}

interface Given extends Partial<Omit<PlanInput, 'observed' | 'ledger'>> {
  readonly observed?: Partial<ObservedDeployment>;
  readonly receipts?: readonly Receipt[];
}

function planFor({ observed, receipts = [], ...given }: Given): Plan {
  return planDeployment({
    deployment,
    stage: 'deploy',
    mspID: first,
    now,
    graceMilliseconds: 20_000,
    ledger: { policy: { type: 'majority' }, receipts, outcome: undefined },
    refusal: undefined,
    failure: undefined,
    transactions: {},
    endorsementTried: true,
    memory: {},
    ...given,
    observed: { peers: [peer('peer0'), peer('peer1')], approved: true, approvals: {}, service: answers, ...observed },
  });
}

const bothCommitted = [peer('peer0', { committed: 'same' }), peer('peer1', { committed: 'same' })];

describe('planDeployment', () => {
  interface Row {
    readonly reason: string;
    readonly given: Given;
    readonly actions: readonly string[];
    readonly awaited?: Partial<Plan['awaited']>;
  }
  const rows: readonly Row[] = [
    {
      reason: 'installs on every peer that lacks the package, and starts the service, at the same time',
      given: {
        observed: {
          peers: [peer('peer0', { installed: false }), peer('peer1', { installed: false })],
          approved: false,
          service: { state: 'stopped', address },
        },
      },
      actions: ['install peer0', 'install peer1', 'start-service'],
    },
    {
      reason: 'only prepares before the decision',
      given: { stage: 'prepare', observed: { approved: false } },
      actions: [],
      awaited: { blocks: false, retry: false },
    },
    {
      reason: 'has its approval endorsed once it is prepared, and sends nothing',
      given: { stage: 'prepare', endorsementTried: false, observed: { approved: false } },
      actions: ['endorse-approval'],
      awaited: { blocks: false, retry: false },
    },
    {
      reason: 'has no approval endorsed while a package is missing somewhere',
      given: { stage: 'prepare', endorsementTried: false, observed: { peers: [peer('peer0'), away], approved: false } },
      actions: [],
      awaited: { retry: true },
    },
    {
      reason: 'leaves the first turn, and the time for it, to the first in order',
      given: { mspID: second, observed: { approved: false } },
      actions: ['approve'],
      awaited: { blocks: true, patience: 250 },
    },
    {
      reason: 'tries the peer that is away again before the decision too',
      given: { stage: 'prepare', observed: { peers: [peer('peer0'), away], approved: false } },
      actions: [],
      awaited: { retry: true },
    },
    {
      reason: 'waits when no peer answers',
      given: { observed: { peers: [away], approved: false } },
      actions: [],
      awaited: { retry: true },
    },
    {
      reason: 'approves when the package is there and the service answers',
      given: { observed: { approved: false } },
      actions: ['approve'],
    },
    {
      reason: 'approves without the peer that is away',
      given: { observed: { peers: [peer('peer0'), away], approved: false } },
      actions: ['approve'],
    },
    {
      reason: 'does not approve while a process of its own is starting, however long it takes',
      given: {
        observed: { approved: false, service: { state: 'starting', address, reason: 'ECONNREFUSED' } },
        memory: { silentSince: 0 },
      },
      actions: [],
      awaited: { retry: true },
    },
    {
      reason: 'waits for the service that others run',
      given: { observed: { approved: false, service: silent }, memory: { silentSince: now - 19_000 } },
      actions: [],
      awaited: { retry: true },
    },
    {
      reason: 'approves without the service that others run after the grace period',
      given: { observed: { approved: false, service: silent }, memory: { silentSince: now - 20_000 } },
      actions: ['approve'],
    },
    {
      reason: 'approves while the version before it still needs the address',
      given: { observed: { approved: false, service: { state: 'deferred', address } } },
      actions: ['approve'],
    },
    {
      reason: 'waits for the approvals of the others',
      given: { observed: { approvals: { ...everyone, Org2MSP: false, Org3MSP: false } } },
      actions: [],
      awaited: { blocks: true },
    },
    {
      reason: 'commits at once when it is first and everyone has approved',
      given: { observed: { approvals: everyone } },
      actions: ['commit'],
    },
    {
      reason: 'gives the first organization a turn when it is second',
      given: { mspID: second, observed: { approvals: everyone } },
      actions: [],
      awaited: { blocks: true, after: 1_000 },
    },
    {
      reason: 'gives two organizations a turn when it is third',
      given: { mspID: third, observed: { approvals: everyone }, memory: { openSince: now - 500, approvedSince: 0 } },
      actions: [],
      awaited: { after: 1_500 },
    },
    {
      reason: 'commits when the first has let its turn pass',
      given: { mspID: second, observed: { approvals: everyone }, memory: { openSince: now - 1_000 } },
      actions: ['commit'],
    },
    {
      reason: 'waits for stragglers when a majority has approved',
      given: {
        observed: { approvals: { ...everyone, [third]: false } },
        memory: { majoritySince: now - 19_000, approvedSince: 0 },
      },
      actions: [],
      awaited: { blocks: true, after: 1_000 },
    },
    {
      reason: 'commits without stragglers after the grace period',
      given: { observed: { approvals: { ...everyone, [third]: false } }, memory: { majoritySince: now - 20_000 } },
      actions: ['commit'],
    },
    {
      reason: 'does not wait for an organization that refuses',
      given: {
        observed: { approvals: { ...everyone, [third]: false } },
        receipts: [receipt(third, 'verify', 'refused')],
      },
      actions: ['commit'],
    },
    {
      reason: 'does not commit without a majority, whoever refuses',
      given: {
        observed: { approvals: { [first]: true, [second]: false, [third]: false } },
        receipts: [receipt(second, 'verify', 'refused'), receipt(third, 'verify', 'refused')],
        memory: { majoritySince: 0 },
      },
      actions: [],
    },
    {
      reason: 'does not count an organization that is first but has not approved',
      given: {
        mspID: second,
        observed: { approvals: { ...everyone, [first]: false } },
        memory: { majoritySince: now - 20_000 },
      },
      actions: ['commit'],
    },
    {
      reason: 'waits until the other peer has the commit too',
      given: { observed: { peers: [peer('peer0', { committed: 'same' }), peer('peer1')] } },
      actions: [],
      awaited: { blocks: true },
    },
    {
      reason: 'approves after the commit when it is late',
      given: { observed: { peers: bothCommitted, approved: false } },
      actions: ['approve'],
    },
    {
      reason: 'puts the new version in the place of the old when it is committed on every peer',
      given: { observed: { peers: bothCommitted, service: { state: 'deferred', address } } },
      actions: ['start-service'],
    },
    {
      reason: 'leaves the old version while a peer has not turned to the new one',
      given: {
        observed: {
          peers: [peer('peer0', { committed: 'same' }), peer('peer1')],
          service: { state: 'deferred', address },
        },
      },
      actions: [],
    },
    {
      reason: 'does nothing for a sequence that is overtaken',
      given: { observed: { peers: [peer('peer0', { committed: 'later', installed: false })], approved: false } },
      actions: [],
      awaited: { blocks: false, retry: false },
    },
    {
      reason: 'does nothing when it refuses',
      given: { refusal: 'no', observed: { peers: [peer('peer0', { installed: false })], approved: false } },
      actions: [],
      awaited: { blocks: false, retry: false },
    },
    {
      reason: 'goes on after a failure of its own when the others have committed',
      given: {
        failure: { step: 'approve', reason: 'no' },
        observed: { peers: bothCommitted, approved: false },
      },
      actions: ['approve'],
    },
  ];
  it('looks again at once after its approval when it is first itself', () => {
    expect(planFor({ mspID: first, observed: { approved: false } }).awaited).not.to.have.property('patience');
  });

  for (const { reason, given, actions, awaited } of rows) {
    it(reason, () => {
      const plan = planFor(given);
      expect(
        plan.actions.map((action) => (action.type === 'install' ? `install ${action.peer}` : action.type)),
      ).to.deep.equal(actions);
      expect(plan.awaited).to.include(awaited ?? {});
    });
  }

  it('is the same for the same input, and keeps its memory from one look to the next', () => {
    const given: Given = { mspID: second, observed: { approvals: everyone } };
    const plan = planFor(given);
    expect(planFor(given)).to.deep.equal(plan);
    const later = planFor({ ...given, now: now + 400, memory: plan.memory });
    expect(later.awaited.after).to.equal(600);
  });
});

describe('the receipts of a plan', () => {
  const states = (plan: Plan): readonly string[] => plan.receipts.map(({ step, state }) => `${step} ${state}`);

  it('say what is done on all peers', () => {
    const plan = planFor({
      observed: { peers: bothCommitted },
      transactions: { commit: { transactionID: 'tx', blockNumber: 7n } },
    });
    expect(states(plan)).to.deep.equal(['install done', 'service done', 'approve done', 'commit done']);
    expect(plan.receipts.at(-1)?.observed).to.deep.equal({
      peers: ['peer0', 'peer1'],
      transactionID: 'tx',
      block: '7',
    });
  });

  it('name the peer that is away', () => {
    const plan = planFor({ observed: { peers: [peer('peer0'), away], approved: false } });
    const [install] = plan.receipts;
    expect(install).to.include({ step: 'install', state: 'waiting', detail: 'waits for peer1: ECONNREFUSED' });
    expect(install?.observed?.peers).to.deep.equal(['peer0']);
  });

  it('leave the approval to the commit that follows it, or say it alone when none does', () => {
    const observed = { approvals: { ...everyone, [third]: false } };
    expect(states(planFor({ observed, memory: { approvedSince: now - 500 } }))).to.not.include('approve done');
    expect(planFor({ observed, memory: { approvedSince: now - 500 } }).awaited.after).to.equal(500);
    expect(states(planFor({ observed, memory: { approvedSince: now - 1_000 } }))).to.include('approve done');
  });

  it('say that a service does not answer only when it stays so', () => {
    const observed = { approved: false, service: silent };
    expect(states(planFor({ observed }))).to.deep.equal(['install done']);
    expect(states(planFor({ observed, memory: { silentSince: now - 3_000 } }))).to.deep.equal([
      'install done',
      'service waiting',
    ]);
  });

  it('replace a refusal that is over', () => {
    const plan = planFor({ receipts: [receipt(first, 'verify', 'refused')], observed: { approved: false } });
    expect(states(plan)[0]).to.equal('verify done');
  });

  it('say why it refuses, or cannot', () => {
    expect(planFor({ refusal: 'no' }).receipts).to.deep.equal([{ step: 'verify', state: 'refused', detail: 'no' }]);
    expect(planFor({ failure: { step: 'approve', reason: 'no' } }).receipts).to.deep.equal([
      { step: 'approve', state: 'failed', detail: 'no' },
    ]);
  });

  it('are none before the decision when it would refuse, nor for the bootstrap', () => {
    expect(planFor({ refusal: 'no', stage: 'prepare' }).receipts).to.deep.equal([]);
    const bootstrap = planDeployment({
      deployment,
      stage: 'deploy',
      mspID: first,
      now,
      graceMilliseconds: 0,
      ledger: undefined,
      refusal: undefined,
      failure: undefined,
      transactions: {},
      endorsementTried: true,
      memory: {},
      observed: { peers: bothCommitted, approved: true, approvals: {}, service: answers },
    });
    expect(bootstrap.receipts).to.deep.equal([]);
    expect(bootstrap.outcome).to.equal(undefined);
  });
});

describe('the outcome of a plan', () => {
  it('is written at once by whoever committed, with its transaction', () => {
    const plan = planFor({
      mspID: third,
      observed: { peers: bothCommitted },
      transactions: { commit: { transactionID: 'tx', blockNumber: 7n } },
    });
    expect(plan.outcome).to.include({ status: 'committed', transactionID: 'tx', block: '7' });
  });

  it('is written by the others in order, if it stays absent', () => {
    const observed = { peers: bothCommitted };
    const early = planFor({ mspID: second, observed });
    expect(early.outcome).to.equal(undefined);
    expect(early.awaited.after).to.equal(2_000);
    expect(planFor({ mspID: second, observed, now: now + 2_000, memory: early.memory }).outcome?.status).to.equal(
      'committed',
    );
  });

  it('is a failure once the organizations that did not fail cannot satisfy the policy', () => {
    const failure = { step: 'approve', reason: 'no' } as const;
    const one = [receipt(first, 'approve', 'failed')];
    expect(planFor({ failure, receipts: one }).outcome).to.equal(undefined);
    const two = [...one, receipt(second, 'verify', 'refused')];
    expect(planFor({ failure, receipts: two }).outcome).to.deep.equal({ status: 'failed', detail: 'no' });
    expect(planFor({ failure, receipts: two, mspID: second }).awaited.after).to.equal(1_000);
  });
});
