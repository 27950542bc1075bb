// SPDX-License-Identifier: Apache-2.0

import type { ChannelResources } from '../../simulation/channel-resources.js';
import type { common } from '@hyperledger/fabric-protos';

/**
 * - `REFUSED`: Fabric would not take the update, signatures apart;
 * - `QUORUM_LOST`, `QUORUM_WEAKENED`: too few consenters, or fewer that may fail than before;
 * - `BFT_BELOW_FOUR`: too few to bear a faulty one;
 * - `MULTIPLE_CONSENTERS`: more than one changed at a time;
 * - `BFT_HALT`: BFT ordering nodes would take the update, and stop;
 * - `CERTIFICATE_EXPIRED`, `CERTIFICATE_EXPIRES`: of CAs, admins and consenters; soon is within 30 days;
 * - `CA_MISSING`: a consenter whose certificates no CA of the channel vouches for;
 * - `ISSUER_NO_LEAF`: a CA that gets another one below it, so that what it issued itself is refused;
 * - `LOCKED_OUT`: an organization that could no longer change its own configuration;
 * - `POLICY_UNSATISFIABLE`, `POLICY_OPEN`: nobody can satisfy it, or everybody does;
 * - `CAPABILITY_TOO_HIGH`, `CAPABILITY_RAISED`: for a known peer, or for peers that nobody has told of.
 */
export type RiskCode =
  | 'REFUSED'
  | 'QUORUM_LOST'
  | 'QUORUM_WEAKENED'
  | 'BFT_BELOW_FOUR'
  | 'MULTIPLE_CONSENTERS'
  | 'BFT_HALT'
  | 'CERTIFICATE_EXPIRED'
  | 'CERTIFICATE_EXPIRES'
  | 'CA_MISSING'
  | 'ISSUER_NO_LEAF'
  | 'LOCKED_OUT'
  | 'POLICY_UNSATISFIABLE'
  | 'POLICY_OPEN'
  | 'CAPABILITY_TOO_HIGH'
  | 'CAPABILITY_RAISED';

/** What could go wrong with an update. */
export interface Risk {
  readonly code: RiskCode;
  readonly severity: 'info' | 'warning' | 'critical';
  /** Of the element: `/Channel/Orderer/ConsensusType`. */
  readonly path: string;
  readonly text: string;
}

/** One configuration, read. */
export interface ReadConfig {
  readonly channelGroup: common.ConfigGroup;
  readonly resources: ChannelResources;
}

/** What an update makes of what. */
export interface ConfigTransition {
  readonly before: ReadConfig;
  readonly after: ReadConfig;
  readonly now: Date;
}
