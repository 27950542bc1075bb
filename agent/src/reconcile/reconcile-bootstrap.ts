// SPDX-License-Identifier: Apache-2.0

import {
  applicationPolicyBytes,
  type CcaasConnection,
  type OrganizationConfig,
  packageCcaas,
} from '@opssc/fabric-admin';
import type { Deployment } from '../desired/deployment.js';
import { defaultEndorsementPolicy } from '../desired/deployment-of-proposal.js';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import { installedDeployment } from '../observe/installed-deployment.js';
import type { ObservedPeer } from '../observe/observed-deployment.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';
import { DeploymentWorker } from './deployment-worker.js';

/** The definition of OpsSC as the organization's configuration has it. */
export type OpsChaincode = OrganizationConfig['ops']['chaincode'];

/**
 * Brings OpsSC itself to the ops-channel, by the same steps as any chaincode: nobody votes, each organization approves
 * what its own configuration says, and the commit happens when enough have.
 */
export class BootstrapReconciler {
  readonly #context: ReconcileContext;
  readonly #chaincode: OpsChaincode;
  readonly #onReady: () => void;
  #worker: DeploymentWorker | undefined;
  #ready = false;
  #told: string | undefined;

  constructor(options: { context: ReconcileContext; chaincode: OpsChaincode; onReady: () => void }) {
    this.#context = options.context;
    this.#chaincode = options.chaincode;
    this.#onReady = options.onReady;
    options.context.conditions.expect('opssc');
  }

  /** Whether OpsSC is committed on the own peers, and so its contracts can be asked. */
  get ready(): boolean {
    return this.#ready;
  }

  async reconcile(): Promise<ReconcileResult> {
    const worker = await this.#current();
    const observed = await worker.observe();
    const { name, sequence } = worker.deployment.definition;
    const states = new Set(observed.peers.map(stateOf));
    if (states.has('same') || states.has('different') || states.has('later')) {
      this.#noteReady();
    } else {
      this.#context.conditions.fail('opssc', `${name} is not committed on ${this.#context.opsChannel} yet`);
    }
    if (states.has('later')) {
      this.#tell(`the ops-channel has a later sequence of ${name} than ${sequence}, configured here`);
      return this.#serveUpgraded(worker.deployment.electorate, states.has('same'));
    }
    if (states.has('different')) {
      this.#tell(`the ops-channel has another sequence ${sequence} of ${name} than configured here`);
      return nothingToDo;
    }
    if (await this.#isDecided(sequence)) {
      // The proposal's target does the same with what was voted on.
      return nothingToDo;
    }
    const plan = worker.plan({ stage: 'deploy', ledger: undefined, refusal: undefined, observed });
    await worker.act(plan.actions);
    return {
      acted: plan.actions.length > 0,
      awaitsBlocks: plan.awaited.blocks,
      retry: plan.awaited.retry,
      after: plan.awaited.after,
      proposals: [],
    };
  }

  /**
   * OpsSC was upgraded by a proposal, which its target deploys as any other. But proposals can only be read while OpsSC
   * answers somewhere, so the service of what is installed here is brought up without them.
   */
  async #serveUpgraded(electorate: readonly string[], isUnderWay: boolean): Promise<ReconcileResult> {
    const { nodes, opsChannel, services } = this.#context;
    const deployment = await installedDeployment({
      nodes,
      channelID: opsChannel,
      chaincodeName: this.#chaincode.name,
      electorate,
      sourceDigestOf: (packageID) => services.sourceDigestOf(packageID),
    });
    const state = deployment && (await services.observe(deployment)).state;
    if (deployment === undefined || !(state === 'stopped' || (state === 'deferred' && !isUnderWay))) {
      return { ...nothingToDo, retry: isUnderWay };
    }
    await services.start(deployment);
    return { ...nothingToDo, acted: true };
  }

  /** Whether the organizations have voted for a definition of OpsSC with this sequence. */
  async #isDecided(sequence: bigint): Promise<boolean> {
    const { index, views, nodes, installOn, clock, opsChannel } = this.#context;
    const ids = index.proposals({ kind: 'deploy', channelID: opsChannel, chaincodeName: this.#chaincode.name });
    const now = new Date(clock.now());
    const found = await Promise.all(ids.map((id) => views.get(id)));
    return found.some(
      (view) =>
        view.proposal.body.kind === 'deploy-chaincode' &&
        BigInt(view.proposal.body.chaincodeDefinition.sequence) === sequence &&
        stageOfProposal({ view, mspID: nodes.mspID, installOn, now }) === 'deploy',
    );
  }

  /** Once: every look finds the same. */
  #tell(message: string): void {
    if (this.#told !== message) {
      this.#told = message;
      this.#context.logger.info(message);
    }
  }

  #noteReady(): void {
    this.#context.conditions.ok('opssc');
    if (!this.#ready) {
      this.#ready = true;
      this.#onReady();
    }
  }

  async #current(): Promise<DeploymentWorker> {
    const { configs, opsChannel } = this.#context;
    const { members } = await configs.get(opsChannel);
    const known = this.#worker;
    if (known !== undefined && known.deployment.electorate.join() === members.join()) {
      return known;
    }
    const worker = new DeploymentWorker(this.#context, await this.#deployment(members));
    this.#worker = worker;
    return worker;
  }

  async #deployment(members: readonly string[]): Promise<Deployment> {
    const { name, version, sequence, label, connection, signaturePolicy } = this.#chaincode;
    const { bytes, packageID } = await packageCcaas({ label, connection: withoutUndefined(connection) });
    return {
      id: 'bootstrap',
      channelID: this.#context.opsChannel,
      definition: {
        name,
        version,
        sequence: BigInt(sequence),
        initRequired: false,
        endorsementPlugin: 'escc',
        validationPlugin: 'vscc',
        validationParameter: applicationPolicyBytes(
          signaturePolicy === undefined ? { channelConfigPolicy: defaultEndorsementPolicy } : { signaturePolicy },
        ),
      },
      packageBytes: bytes,
      packageID,
      addressTemplate: connection.address,
      sourceDigest: undefined,
      electorate: members,
    };
  }
}

function stateOf(peer: ObservedPeer): string {
  return peer.reachable ? peer.committed : 'unknown';
}

/** An optional key of a configuration is absent or undefined; in the package it is absent. */
function withoutUndefined(connection: OpsChaincode['connection']): CcaasConnection {
  return Object.fromEntries(Object.entries(connection).filter(([, value]) => value !== undefined)) as CcaasConnection &
    Record<string, unknown>;
}
