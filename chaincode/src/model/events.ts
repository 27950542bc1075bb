// SPDX-License-Identifier: Apache-2.0

import type { ResourceChangeName, ResourceKind } from './resources/resource.js';

/**
 * A chaincode event of OpsSC: the name is the kind of change, the payload carries only what to look up. It is a hint,
 * never a truth: whoever acts on it reads the ledger.
 */
export type OpsEvent =
  | {
      readonly type: 'proposed' | 'voted' | 'withdrawn' | 'receipt' | 'signature' | 'outcome';
      /** Of a ballot, if it is one that was proposed, voted on or withdrawn. */
      readonly proposalID: string;
    }
  | { readonly type: 'attested'; readonly channelID: string }
  /** An organization told its own agents to stop, or to go on. */
  | { readonly type: 'agent'; readonly mspID: string }
  | {
      readonly type: 'resource';
      readonly resource: ResourceKind;
      /** The parts of its ID, with a `/` between them. */
      readonly resourceID: string;
      readonly change: ResourceEventChange;
    };

/** The kind of change: one of the resource's history, or what its owner's agent saw. */
export type ResourceEventChange = ResourceChangeName | 'voted' | 'observed';
