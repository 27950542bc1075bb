// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { InstallOn } from '../desired/stage-of-proposal.js';
import type { SignOn } from '../desired/signing-will.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';
import type { Conditions } from '../health/conditions.js';
import type { Metrics } from '../health/metrics.js';
import type { ChannelConfigs } from '../observe/channel-configs.js';
import type { ChannelStates } from '../observe/channel-states.js';
import type { Memberships } from '../observe/memberships.js';
import type { OwnAgentStop } from '../observe/own-agent-stop.js';
import type { ProposalViews } from '../observe/proposal-views.js';
import type { LedgerWriter } from '../receipts/ledger-writer.js';
import type { ChaincodeServices } from '../services/chaincode-services.js';
import type { OnSideEffect } from '../side-effect.js';
import type { ProposalIndex } from './proposal-index.js';

/** What all reconcilers work with. */
export interface ReconcileContext {
  readonly nodes: OrganizationNodes;
  readonly opsChannel: string;
  readonly services: Pick<ChaincodeServices, 'observe' | 'start' | 'retire' | 'sourceDigestOf'>;
  readonly configs: Pick<ChannelConfigs, 'get' | 'newest' | 'at' | 'since' | 'invalidate'>;
  readonly memberships: Memberships;
  readonly channelStates: ChannelStates;
  readonly views: ProposalViews;
  readonly ownStop: OwnAgentStop;
  readonly index: ProposalIndex;
  readonly writer: LedgerWriter;
  readonly conditions: Conditions;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onSideEffect: OnSideEffect;
  readonly installOn: InstallOn;
  readonly signOn: SignOn;
  readonly graceMilliseconds: number;
}

/** What a look at a target came to. */
export interface ReconcileResult {
  /** Something was changed, so look again at once. */
  readonly acted: boolean;
  /** A block of the channel may bring it on. */
  readonly awaitsBlocks: boolean;
  /** It is not what it should be, and will be tried again by backoff. */
  readonly retry: boolean;
  /** Milliseconds until it changes by itself. */
  readonly after?: number | undefined;
  /** Milliseconds that the look after its own actions can wait; at once if absent. */
  readonly patience?: number | undefined;
  /** Proposals whose facts are being written. */
  readonly proposals: readonly string[];
}

export const nothingToDo: ReconcileResult = { acted: false, awaitsBlocks: false, retry: false, proposals: [] };
