// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';
import type { EndorsedTransaction } from './gateway-connection.js';

/** A chaincode definition in the terms of the v2 lifecycle. */
export interface LifecycleDefinition {
  readonly name: string;
  readonly sequence: bigint;
  readonly version: string;
  readonly initRequired: boolean;
  readonly endorsementPlugin: string;
  readonly validationPlugin: string;
  /** Bytes of a `protos.ApplicationPolicy`; empty: the channel's default endorsement policy. */
  readonly validationParameter: Uint8Array;
  readonly collections?: peer.CollectionConfigPackage;
}

export interface ApprovedDefinition extends LifecycleDefinition {
  /** Undefined: approved without a package. */
  readonly packageID: string | undefined;
}

export interface CommittedDefinition extends LifecycleDefinition {
  /** Whether each organization has approved it, by MSP ID (only where one definition was asked for). */
  readonly approvals: Readonly<Record<string, boolean>>;
}

export interface CommittedTransaction {
  readonly transactionID: string;
  readonly blockNumber: bigint;
}

/** The v2 lifecycle on one channel, through a Gateway of the organization's own peers. */
export interface Lifecycle {
  readonly channelID: string;
  /** Endorsed by the own organization only; resolves when it is committed as valid. */
  approve(definition: LifecycleDefinition, packageID?: string): Promise<CommittedTransaction>;
  /** The approval endorsed, not sent: it binds nobody until `submit` sends it. */
  endorseApproval(definition: LifecycleDefinition, packageID?: string): Promise<EndorsedTransaction>;
  /** Sends what was endorsed; resolves when it is committed as valid. */
  submit(transaction: EndorsedTransaction): Promise<CommittedTransaction>;
  /** Undefined: not approved. Without a sequence: the newest. */
  queryApproved(name: string, sequence?: bigint): Promise<ApprovedDefinition | undefined>;
  /** Approvals by MSP ID for exactly this definition. */
  checkCommitReadiness(definition: LifecycleDefinition): Promise<Readonly<Record<string, boolean>>>;
  /**
   * Endorsed as `/Channel/Application/LifecycleEndorsement` demands.
   *
   * @param endorsingOrganizations MSP IDs that are known to be enough: all are asked at the same time. Absent: the
   * Gateway asks the own organization, finds out whom else, and asks those.
   */
  commit(definition: LifecycleDefinition, endorsingOrganizations?: readonly string[]): Promise<CommittedTransaction>;
  /** Undefined: no such definition is committed. */
  queryCommitted(name: string): Promise<CommittedDefinition | undefined>;
  queryAllCommitted(): Promise<readonly CommittedDefinition[]>;
}
