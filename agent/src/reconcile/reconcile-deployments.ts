// SPDX-License-Identifier: Apache-2.0

import type { DeployChaincode, ProposalView } from '@opssc/chaincode/model';
import { deploymentOfProposal } from '../desired/deployment-of-proposal.js';
import { graceLeft } from '../desired/grace-left.js';
import { heldBack } from '../desired/held-back.js';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import { verifyProposal } from '../desired/verify-proposal.js';
import { TerminalError } from '../errors/terminal-error.js';
import type { ObservedDeployment } from '../observe/observed-deployment.js';
import { planFailure } from '../plan/plan-failure.js';
import type { LedgerFacts, Plan, Stage } from '../plan/plan.js';
import { whereHalted } from '../plan/where-halted.js';
import type { Target } from '../target.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';
import { DeploymentWorker } from './deployment-worker.js';

type DeployTarget = Extract<Target, { kind: 'deploy' }>;

/** A proposal that may be carried out, or prepared. */
interface Candidate {
  readonly view: ProposalView;
  readonly worker: DeploymentWorker;
  readonly stage: Stage;
  readonly refusal: string | undefined;
  /** Why nothing may be done now. */
  readonly held: string | undefined;
}

interface Planned extends Candidate {
  readonly observed: ObservedDeployment;
  readonly plan: Plan;
}

/** Brings the organization's nodes to what was decided for one chaincode on one channel. */
export class DeploymentsReconciler {
  readonly #context: ReconcileContext;
  readonly #workers = new Map<string, DeploymentWorker>();

  constructor(context: ReconcileContext) {
    this.#context = context;
  }

  /** Milliseconds that the look after a block can wait: the least of the proposals for this chaincode. */
  patience(target: DeployTarget): number {
    const patiences = this.#context.index.proposals(target).map((id) => this.#workers.get(id)?.patience ?? 0);
    return patiences.length === 0 ? 0 : Math.min(...patiences);
  }

  /** To be called for every block of a channel. */
  noteBlock(channelID: string): void {
    for (const worker of this.#workers.values()) {
      if (worker.deployment.channelID === channelID) {
        worker.noteBlock();
      }
    }
  }

  async reconcile(target: DeployTarget): Promise<ReconcileResult> {
    const { index, nodes, channelStates, writer } = this.#context;
    const ids = index.proposals(target);
    if (ids.length === 0 || (await channelStates.isDisabled(target.channelID))) {
      return nothingToDo;
    }
    // What is known already is observed while the facts are being read.
    const early = this.#observeKnown(ids);
    const views = await Promise.all(ids.map((id) => this.#context.views.get(id)));
    const planned = await this.#plan(await this.#candidates(views), early);
    for (const { view, plan } of planned) {
      const own = view.receipts.filter(({ mspID }) => mspID === nodes.mspID);
      writer.write(view.proposal.id, plan, own);
    }
    await this.#retire(target, views, planned);
    this.#forget(views, planned);
    await allSettled(planned.map(({ worker, plan }) => worker.act(plan.actions)));
    return resultOf(
      planned,
      views.map((view) => graceLeft(view, new Date(this.#context.clock.now()))),
    );
  }

  #observeKnown(ids: readonly string[]): ReadonlyMap<DeploymentWorker, Promise<ObservedDeployment>> {
    const workers = ids.map((id) => this.#workers.get(id)).filter((worker) => worker !== undefined);
    const observations = new Map(workers.map((worker) => [worker, worker.observe()]));
    for (const observation of observations.values()) {
      // Whoever needs it awaits it; of a proposal that is over nobody does.
      observation.catch(() => undefined);
    }
    return observations;
  }

  async #candidates(views: readonly ProposalView[]): Promise<readonly Candidate[]> {
    const candidates = await Promise.all(views.map((view) => this.#candidate(view)));
    return candidates.filter((candidate) => candidate !== undefined).sort(bySequence);
  }

  async #candidate(view: ProposalView): Promise<Candidate | undefined> {
    const { nodes, configs, installOn, clock } = this.#context;
    const { proposal } = view;
    const stage = stageOfProposal({ view, mspID: nodes.mspID, installOn, now: new Date(clock.now()) });
    if (stage === 'none' || stage === 'over' || proposal.body.kind !== 'deploy-chaincode') {
      return undefined;
    }
    const [worker, refusal, held] = await Promise.all([
      this.#worker(view, proposal.body),
      verifyProposal(proposal, configs),
      heldBack(view, this.#context),
    ]);
    return worker === undefined ? undefined : { view, worker, stage, refusal, held };
  }

  /** Undefined for a proposal that describes nothing that can be deployed, which is said on the ledger. */
  async #worker(view: ProposalView, body: DeployChaincode): Promise<DeploymentWorker | undefined> {
    const { proposal } = view;
    const known = this.#workers.get(proposal.id);
    if (known !== undefined) {
      return known;
    }
    try {
      const worker = new DeploymentWorker(this.#context, await deploymentOfProposal(proposal, body));
      this.#workers.set(proposal.id, worker);
      return worker;
    } catch (error) {
      if (!(error instanceof TerminalError)) {
        throw error;
      }
      this.#writeFailure(view, error.message);
      return undefined;
    }
  }

  #writeFailure(view: ProposalView, reason: string): void {
    const { nodes, clock, writer } = this.#context;
    const { id, electorate } = view.proposal;
    const plan = planFailure({
      deployment: { id, electorate: electorate.members },
      mspID: nodes.mspID,
      now: clock.now(),
      ledger: ledgerFacts(view),
      refusal: undefined,
      failure: { step: 'verify', reason },
      memory: { failedSince: Date.parse(view.proposal.created) },
    });
    const own = view.receipts.filter(({ mspID }) => mspID === nodes.mspID);
    writer.write(id, plan, own);
  }

  /** A sequence whose predecessor is still being deployed is only prepared: Fabric takes them one by one. */
  async #plan(
    candidates: readonly Candidate[],
    early: ReadonlyMap<DeploymentWorker, Promise<ObservedDeployment>>,
  ): Promise<readonly Planned[]> {
    const { mspID } = this.#context.nodes;
    const observations = await Promise.all(candidates.map(({ worker }) => early.get(worker) ?? worker.observe()));
    const planned: Planned[] = [];
    let predecessorUnderWay = false;
    for (const [position, candidate] of candidates.entries()) {
      const observed = observations[position];
      if (observed === undefined) {
        continue;
      }
      const { view, worker, refusal, held } = candidate;
      const stage = predecessorUnderWay ? 'prepare' : candidate.stage;
      const unheld = worker.plan({ stage, ledger: ledgerFacts(view), refusal, observed });
      const plan: Plan = whereHalted(unheld, { held, receipts: view.receipts, mspID, idle: { actions: [] } });
      planned.push({ ...candidate, observed, plan });
      predecessorUnderWay ||= candidate.stage === 'deploy' && isUnderWay({ observed, plan });
    }
    return planned;
  }

  /** Processes of versions that nobody needs any more. */
  async #retire(target: DeployTarget, views: readonly ProposalView[], planned: readonly Planned[]): Promise<void> {
    const { index, services } = this.#context;
    if (!index.complete) {
      return;
    }
    const wanted = new Set(
      planned.filter(({ plan }) => !plan.overtaken).map(({ worker }) => worker.deployment.packageID),
    );
    const replaced = planned.some(({ observed }) => observed.service.state === 'answers' && isCommittedOnAll(observed));
    const over = new Set(
      views
        .map(({ proposal }) => this.#workers.get(proposal.id))
        .filter((worker) => worker !== undefined && !planned.some((other) => other.worker === worker))
        .map((worker) => worker?.deployment.packageID),
    );
    await services.retire({
      channelID: target.channelID,
      chaincodeName: target.chaincodeName,
      isRetired: (packageID) => !wanted.has(packageID) && (replaced || over.has(packageID)),
    });
  }

  #forget(views: readonly ProposalView[], planned: readonly Planned[]): void {
    const { index, nodes, installOn, clock, writer } = this.#context;
    const now = new Date(clock.now());
    const over = views.filter((view) => stageOfProposal({ view, mspID: nodes.mspID, installOn, now }) === 'over');
    const overtaken = planned.filter(({ plan }) => plan.overtaken).map(({ view }) => view);
    for (const { proposal } of [...over, ...overtaken]) {
      index.forget(proposal.id);
      writer.forget(proposal.id);
      this.#workers.delete(proposal.id);
    }
  }
}

/** Waits for all, then throws the first error. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    throw failed.reason;
  }
}

function bySequence(a: Candidate, b: Candidate): number {
  return Number(a.worker.deployment.definition.sequence - b.worker.deployment.definition.sequence);
}

function ledgerFacts({ proposal, receipts, outcome }: ProposalView): LedgerFacts {
  return { policy: proposal.electorate.policy, receipts, outcome };
}

/** Neither committed on every peer that answers, nor given up. */
function isUnderWay({ observed, plan }: Pick<Planned, 'observed' | 'plan'>): boolean {
  const gaveUp = plan.receipts.some(({ state }) => state === 'failed' || state === 'refused');
  return !plan.overtaken && !gaveUp && !isCommittedOnAll(observed);
}

function isCommittedOnAll({ peers }: ObservedDeployment): boolean {
  const answering = peers.filter((peer) => peer.reachable);
  return answering.length > 0 && answering.every(({ committed }) => committed === 'same');
}

function resultOf(planned: readonly Planned[], graces: readonly (number | undefined)[]): ReconcileResult {
  const plans = planned.map(({ plan }) => plan);
  const moments = [...plans.map(({ awaited }) => awaited.after), ...graces].filter((after) => after !== undefined);
  const acting = plans.filter(({ actions }) => actions.length > 0);
  return {
    acted: acting.length > 0,
    awaitsBlocks: plans.some(({ awaited }) => awaited.blocks),
    retry: plans.some(({ awaited }) => awaited.retry),
    after: moments.length === 0 ? undefined : Math.max(0, Math.min(...moments)),
    patience: Math.min(...acting.map(({ awaited }) => awaited.patience ?? 0)),
    proposals: planned.map(({ view }) => view.proposal.id),
  };
}
