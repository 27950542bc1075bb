// SPDX-License-Identifier: Apache-2.0

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { systemClock, type Clock } from './clock.js';
import type { AgentConfig } from './config/agent-config.js';
import { connectNodes } from './fabric/connect-nodes.js';
import type { OrganizationNodes } from './fabric/organization-nodes.js';
import { Conditions } from './health/conditions.js';
import { HealthServer } from './health/health-server.js';
import { Metrics } from './health/metrics.js';
import { ChannelConfigs } from './observe/channel-configs.js';
import { ChannelStates } from './observe/channel-states.js';
import { Memberships } from './observe/memberships.js';
import { OwnAgentStop } from './observe/own-agent-stop.js';
import { observeRegisteredNodes } from './observe/observe-registered-nodes.js';
import { ProposalViews } from './observe/proposal-views.js';
import { BullmqQueue } from './queue/bullmq-queue.js';
import { openRedisAccess } from './queue/redis-access.js';
import type { WorkQueue } from './queue/work-queue.js';
import { LedgerWriter } from './receipts/ledger-writer.js';
import type { ReconcileContext } from './reconcile/context.js';
import { ProposalIndex } from './reconcile/proposal-index.js';
import { BootstrapReconciler } from './reconcile/reconcile-bootstrap.js';
import { ChannelCreationReconciler } from './reconcile/reconcile-channel-creation.js';
import { ChannelStateReconciler } from './reconcile/reconcile-channel-state.js';
import { ChannelUpdatesReconciler } from './reconcile/reconcile-channel-updates.js';
import { DeploymentsReconciler } from './reconcile/reconcile-deployments.js';
import { EmergencyReconciler } from './reconcile/reconcile-emergency.js';
import { EntriesReconciler } from './reconcile/reconcile-entries.js';
import { GovernanceReconciler } from './reconcile/reconcile-governance.js';
import { JoinReconciler } from './reconcile/reconcile-join.js';
import { Reconciler } from './reconcile/reconciler.js';
import { ChaincodeServices } from './services/chaincode-services.js';
import type { OnSideEffect } from './side-effect.js';
import { Checkpoint } from './watch/checkpoint.js';
import { NodeWatch } from './watch/node-watch.js';
import { Watcher } from './watch/watcher.js';

export interface AgentOptions {
  readonly config: AgentConfig;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly onSideEffect?: OnSideEffect;
  /** Instead of the nodes that the configuration names. */
  readonly nodes?: OrganizationNodes;
}

/** The daemon that carries out, on one organization's nodes, what the organizations decided. */
export interface Agent {
  /** Resolves with the URL of its health endpoints. Nodes and Redis may be down: it waits for them. */
  start(): Promise<{ readonly url: string }>;
  /** Takes no more work, finishes what runs, and closes everything in reverse order. */
  stop(): Promise<void>;
}

const concurrency = 16;
/** Between two looks at the files of TLS. */
const reloadMs = 5_000;
/** About as long as approvals and commit take together. */
const doneDelayMilliseconds = 500;

export function newAgent(options: AgentOptions): Agent {
  return new Daemon(options);
}

class Daemon implements Agent {
  readonly #options: AgentOptions;
  /** What to undo, the newest last. */
  readonly #closers: (() => Promise<void> | void)[] = [];

  constructor(options: AgentOptions) {
    this.#options = options;
  }

  async start(): Promise<{ readonly url: string }> {
    try {
      return await this.#start();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (let close = this.#closers.pop(); close !== undefined; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        this.#options.logger.warn({ reason: String(error) }, 'could not close everything');
      }
    }
  }

  async #start(): Promise<{ readonly url: string }> {
    const { config, logger, clock = systemClock, onSideEffect = () => undefined } = this.#options;
    const { agent, ops, organization } = config;
    await mkdir(agent.stateDir, { recursive: true, mode: 0o700 });
    const now = (): number => clock.now();
    const conditions = new Conditions({ logger, now });
    const metrics = new Metrics({ now });
    const url = await this.#serveHealth({ conditions, metrics });

    const nodes = this.#options.nodes ?? (await connectNodes(config, logger));
    this.#closers.push(() => {
      nodes.close();
    });
    for (const { name } of nodes.peers) {
      conditions.expect(name);
    }
    const services = new ChaincodeServices({
      allowed: agent.chaincodes,
      templateValues: agent.templateValues,
      chaincodeHosts: agent.chaincodeHosts,
      stateDir: agent.stateDir,
      clock,
      logger,
      onSideEffect,
      onAnswer: ({ channelID, chaincodeName }) => {
        queue.enqueue({ kind: 'deploy', channelID, chaincodeName });
        queue.enqueue({ kind: 'bootstrap' });
      },
    });
    await services.open();
    this.#closers.push(() => services.stop());

    const context: ReconcileContext = {
      nodes,
      opsChannel: ops.channel,
      services,
      configs: new ChannelConfigs(nodes.peers),
      memberships: new Memberships({ mspID: nodes.mspID, opsChannel: ops.channel, conditions }),
      channelStates: new ChannelStates(nodes.ops),
      views: new ProposalViews({ ops: nodes.ops, clock }),
      ownStop: new OwnAgentStop({ ops: nodes.ops, mspID: nodes.mspID, conditions }),
      index: new ProposalIndex(),
      writer: new LedgerWriter({ ops: nodes.ops, logger, onSideEffect, clock, doneDelayMilliseconds }),
      conditions,
      metrics,
      clock,
      logger,
      onSideEffect,
      installOn: agent.installOn,
      signOn: agent.signOn,
      graceMilliseconds: 1000 * agent.commitGraceSeconds,
    };
    const redis = await openRedisAccess(agent, { logger, reloadMs });
    this.#closers.push(() => {
      redis.close();
    });
    const queue = new BullmqQueue({
      redis,
      // BullMQ takes no colon in a queue's name.
      name: `${organization.mspID}-${ops.channel}`.replaceAll(':', '_'),
      prefix: agent.queuePrefix,
      concurrency,
      conditions,
      logger,
    });
    const checkpoint = await Checkpoint.open(join(agent.stateDir, 'checkpoint.json'));
    this.#work({ context, queue, checkpoint });
    logger.info({ url, mspID: organization.mspID }, `agent of ${organization.mspID} has started`);
    return { url };
  }

  /** Puts work and watching together; taken apart in reverse: first no more events, then no more work. */
  #work({ context, queue, checkpoint }: { context: ReconcileContext; queue: WorkQueue; checkpoint: Checkpoint }): void {
    const { ops, agent } = this.#options.config;
    const resync = (): void => {
      watcher.resync();
    };
    const bootstrap = new BootstrapReconciler({ context, chaincode: ops.chaincode, onReady: resync });
    const reconciler = new Reconciler({
      context,
      queue,
      bootstrap,
      deployments: new DeploymentsReconciler(context),
      channelStates: new ChannelStateReconciler(context),
      updates: new ChannelUpdatesReconciler(context),
      creations: new ChannelCreationReconciler(context, resync),
      governance: new GovernanceReconciler(context),
      emergencies: new EmergencyReconciler(context),
      joins: new JoinReconciler({ context, joinChannels: agent.joinChannels, onChange: resync }),
      entries: new EntriesReconciler({ context, proposeEntries: agent.proposeEntries }),
    });
    const watcher = new Watcher({
      context,
      queue,
      reconciler,
      checkpoint,
      chaincodeName: ops.chaincode.name,
      opsReady: () => bootstrap.ready,
      resyncMilliseconds: 1000 * agent.resyncSeconds,
    });
    context.metrics.observe({
      queueDepth: () => queue.depth,
      pending: () => reconciler.pending,
      ready: () => context.conditions.ready,
    });
    this.#closers.push(() => queue.stop());
    queue.start((target, wake) => reconciler.handle(target, wake), resync);
    this.#closers.push(() => watcher.stop());
    watcher.start();
    this.#watchNodes(context);
  }

  #watchNodes({ nodes, clock, logger }: ReconcileContext): void {
    const watch = new NodeWatch({
      observe: () => observeRegisteredNodes({ nodes, logger }),
      clock,
      intervalMilliseconds: 60_000 * this.#options.config.agent.observeNodesMinutes,
      logger,
    });
    this.#closers.push(() => watch.stop());
    watch.start();
  }

  async #serveHealth(sources: { readonly conditions: Conditions; readonly metrics: Metrics }): Promise<string> {
    const { logger, config } = this.#options;
    const { listen, tls } = config.agent;
    const server = new HealthServer({ ...listen, ...(tls && { tls: { ...tls, logger, reloadMs } }), ...sources });
    const url = await server.start();
    this.#closers.push(() => server.stop());
    return url;
  }
}
