// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { AppliedUpdate } from './config-block.js';

/** How a decided change of a channel stands. */
export type ObservedUpdate = UpdateInForce | OpenUpdate | ImpossibleUpdate;

/** The channel's configuration has what was decided, or had it: later decisions may have changed it again. */
export interface UpdateInForce {
  readonly state: 'in-force';
  readonly configSequence: bigint;
  /** Undefined: another update had brought it about, or it was so before. */
  readonly applied: (AppliedUpdate & { readonly block: bigint }) | undefined;
  /** Own peers that answer and have that configuration. */
  readonly peers: readonly string[];
  /** Own peers that do not have it, or do not answer. */
  readonly behind: readonly string[];
}

/** What the operations give for the channel's present configuration, and who has signed it. */
export interface OpenUpdate {
  readonly state: 'open';
  readonly updateDigest: string;
  readonly configSequence: bigint;
  readonly updateBytes: Uint8Array;
  /** Good ones on the ledger. */
  readonly signatures: readonly OrganizationSignature[];
  /** The signatures are all that the channel's policies ask for. */
  readonly satisfied: boolean;
  /** Smallest sets of organizations whose signatures would complete it, best first. */
  readonly missing: readonly (readonly string[])[];
}

export interface OrganizationSignature {
  readonly mspID: string;
  readonly signature: common.ConfigSignature;
}

/** The operations do not fit the channel's present configuration, or the ordering service would refuse what they give. */
export interface ImpossibleUpdate {
  readonly state: 'impossible';
  readonly reason: string;
}
