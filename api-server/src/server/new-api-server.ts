// SPDX-License-Identifier: Apache-2.0

import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { ApplicationAuthenticator } from '../applications/application-authenticator.js';
import { TransactionBudget } from '../applications/transaction-budget.js';
import { AuditLog } from '../audit/audit-log.js';
import { newAuthenticator } from '../auth/authenticator.js';
import { newWaysIn } from '../auth/new-ways-in.js';
import type { KeysTiming } from '../auth/oidc/issuer-keys.js';
import { isForApplications } from '../auth/permissions.js';
import type { ApiConfig } from '../config/api-config.js';
import type { ApiSection } from '../config/api-section-schema.js';
import { SeenProposals } from '../decisions/seen-proposals.js';
import { type Backoff, EventHub } from '../events/event-hub.js';
import { connectOrganization } from '../fabric/connect-organization.js';
import { newDocumentation } from '../openapi/new-documentation.js';
import { routes } from '../routes/routes.js';
import { ApiMetrics } from './api-metrics.js';
import { type Listener, startListener } from './listener.js';
import { newApp } from './new-app.js';
import { packageVersion } from './package-version.js';
import { MemoryAnswers } from './memory-answers.js';
import type { Patience } from './patience.js';
import { newReadiness } from './readiness.js';
import { RedisAnswers } from './redis-answers.js';
import { StreamSlots } from './stream-slots.js';

export interface ApiServerOptions {
  readonly config: ApiConfig;
  readonly logger: Logger;
  /** The organization's clients; default: of the nodes in the configuration. */
  readonly connect?: typeof connectOrganization;
  readonly timing?: Partial<ApiTiming>;
  /** Default: the system's clock. */
  readonly now?: () => Date;
}

/** Milliseconds. */
export interface ApiTiming {
  /** Between signs of life in event streams. */
  readonly heartbeat: number;
  /** Between two looks at the credentials that an event stream was opened with. */
  readonly recheck: number;
  /** For proposals that are on their way to these peers. */
  readonly patience: Patience;
  /** Until events are asked for again. */
  readonly backoff: Backoff;
  /** Changes that are kept for clients that come back. */
  readonly eventCapacity: number;
  /** Between two looks at the files of keys and certificates. */
  readonly reload: number;
  /** For the keys of identity providers; default: as that of a production server. */
  readonly keys?: KeysTiming;
}

/** The REST API of one organization. */
export interface ApiServer {
  /**
   * Listens. It does not wait for peers: until they are there, requests are answered with 503.
   *
   * @throws ConfigError when files cannot be used; the system's error when the address is taken
   */
  start(): Promise<{ readonly url: string }>;
  /** Ends event streams, finishes the requests under way, and closes everything. */
  stop(): Promise<void>;
}

const defaultTiming: ApiTiming = {
  heartbeat: 15_000,
  recheck: 1_000,
  patience: { most: 2_000, interval: 50 },
  backoff: { first: 250, most: 5_000 },
  eventCapacity: 1_000,
  reload: 5_000,
};

export function newApiServer(options: ApiServerOptions): ApiServer {
  const { config, logger, connect = connectOrganization, now = () => new Date() } = options;
  const timing = { ...defaultTiming, ...options.timing };
  const { organization, ops, api } = config;
  let stopAll: () => Promise<void> = () => Promise.resolve();
  return {
    async start() {
      const version = await packageVersion();
      const { transactions } = api;
      const fabric = await connect({
        organization,
        ops,
        logger,
        applicationIdentity: transactions.identity,
        reloadMs: timing.reload,
      });
      const auditLog = await openAuditLog(api, now).catch((error: unknown) => {
        fabric.close();
        throw error;
      });
      const served = transactions.enabled
        ? routes
        : routes.filter(({ operationID }) => !isForApplications(operationID));
      const events = new EventHub({ fabric, logger, backoff: timing.backoff, capacity: timing.eventCapacity });
      const metrics = new ApiMetrics(() => events.failure === undefined);
      const context = {
        organization,
        opsChannel: ops.channel,
        version,
        fabric,
        seen: new SeenProposals(),
        events,
        metrics,
        streams: new StreamSlots(api.limits.streams, (open) => {
          metrics.setStreams(open);
        }),
        readiness: newReadiness({ fabric, events, opsChannel: ops.channel }),
        patience: timing.patience,
        now,
        documentation: newDocumentation(served, version),
        issuers: api.oidc,
        auditLog,
        applications: new ApplicationAuthenticator({
          resources: fabric.resources,
          mspID: organization.mspID,
          opsChannel: ops.channel,
        }),
        transactionBudget: new TransactionBudget({ resources: fabric.resources, now }),
      };
      const answers =
        api.idempotency === undefined
          ? new MemoryAnswers()
          : new RedisAnswers({ url: api.idempotency.redis, mspID: organization.mspID, logger });
      const staleConnections = new WeakSet<Socket>();
      const handler = newApp({
        routes: served,
        context,
        config: api,
        authenticator: newAuthenticator(
          await newWaysIn({ config: api, mspID: organization.mspID, logger, now, keysTiming: timing.keys }),
        ),
        answers,
        staleConnections,
        logger,
        heartbeatMs: timing.heartbeat,
        recheckMs: timing.recheck,
      });
      let listener: Listener;
      try {
        listener = await startListener({ config: api, handler, logger, reloadMs: timing.reload, staleConnections });
      } catch (error) {
        answers.close();
        await auditLog?.close();
        fabric.close();
        throw error;
      }
      events.start();
      stopAll = async () => {
        await Promise.all([events.stop(), listener.close()]);
        answers.close();
        await auditLog?.close();
        fabric.close();
      };
      logger.info(`the API of ${organization.mspID} listens at ${listener.url}`);
      return { url: listener.url };
    },
    stop: () => stopAll(),
  };
}

function openAuditLog({ audit }: Pick<ApiSection, 'audit'>, now: () => Date): Promise<AuditLog | undefined> {
  return audit === undefined ? Promise.resolve(undefined) : AuditLog.open(audit.file, now);
}
