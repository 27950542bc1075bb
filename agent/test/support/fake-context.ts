// SPDX-License-Identifier: Apache-2.0

import type { ChannelConfig } from '@opssc/configtx';
import type { Clock } from '../../src/clock.js';
import type { OrganizationNodes } from '../../src/fabric/organization-nodes.js';
import { Conditions } from '../../src/health/conditions.js';
import { Metrics } from '../../src/health/metrics.js';
import { ChannelStates } from '../../src/observe/channel-states.js';
import { Memberships } from '../../src/observe/memberships.js';
import { OwnAgentStop } from '../../src/observe/own-agent-stop.js';
import { ProposalViews } from '../../src/observe/proposal-views.js';
import { LedgerWriter } from '../../src/receipts/ledger-writer.js';
import type { ReconcileContext } from '../../src/reconcile/context.js';
import { ProposalIndex } from '../../src/reconcile/proposal-index.js';
import type { ServiceState } from '../../src/services/service-state.js';
import type { OnSideEffect } from '../../src/side-effect.js';
import type { FakeChannel } from './fake-channel.js';
import { recordingLogger } from './recording-logger.js';

export const answering: ServiceState = { state: 'answers', address: '127.0.0.1:9999' };

export interface FakeContextOptions {
  readonly nodes: OrganizationNodes;
  readonly channel: FakeChannel;
  readonly clock: Clock;
  readonly service: { state: ServiceState };
  readonly onSideEffect: OnSideEffect;
}

/** What reconcilers work with, over nodes in memory and a service that starts when it is told to. */
export function fakeContext({ nodes, channel, clock, service, onSideEffect }: FakeContextOptions): ReconcileContext {
  const { logger } = recordingLogger();
  const now = (): number => clock.now();
  const conditions = new Conditions({ logger, now });
  return {
    nodes,
    opsChannel: 'ops-channel',
    services: {
      observe: () => Promise.resolve(service.state),
      start: () => {
        service.state = answering;
        return Promise.resolve();
      },
      retire: () => Promise.resolve(),
      sourceDigestOf: () => undefined,
    },
    configs: fakeConfigs(channel.members, 1n),
    memberships: new Memberships({ mspID: nodes.mspID, opsChannel: 'ops-channel', conditions }),
    channelStates: new ChannelStates(nodes.ops),
    views: new ProposalViews({ ops: nodes.ops, clock }),
    ownStop: new OwnAgentStop({ ops: nodes.ops, mspID: nodes.mspID, conditions }),
    index: new ProposalIndex(),
    writer: new LedgerWriter({ ops: nodes.ops, logger, onSideEffect, clock, doneDelayMilliseconds: 0 }),
    conditions,
    metrics: new Metrics({ now }),
    clock,
    logger,
    onSideEffect,
    installOn: 'vote',
    signOn: 'vote',
    graceMilliseconds: 5_000,
  };
}

/** One configuration for all channels, which is all that there ever was. */
export function fakeConfigs(members: readonly string[], sequence: bigint): ReconcileContext['configs'] {
  const config = (channelID: string) => ({ channelID, sequence, members }) as ChannelConfig;
  const block = (channelID: string) => ({ number: 1n, config: config(channelID), update: undefined });
  return {
    get: (channelID) => Promise.resolve(config(channelID)),
    newest: (channelID) => Promise.resolve(block(channelID)),
    at: (channelID, wanted) => Promise.resolve(wanted === sequence ? config(channelID) : undefined),
    since: (channelID, first) => Promise.resolve(first <= sequence ? [block(channelID)] : []),
    invalidate: () => undefined,
  };
}
