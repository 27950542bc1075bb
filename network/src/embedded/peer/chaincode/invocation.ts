// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';
import type { SignedData } from '@opssc/configtx';
import type { ChannelLedger, Simulator } from '../../ledger/ledger.js';

/** A proposal in execution: what its chaincode, and those that it calls, work on. */
export interface Invocation {
  readonly transactionID: string;
  /** Empty without a channel. */
  readonly channelID: string;
  readonly channel: ChannelLedger | undefined;
  /** Undefined without a channel, and for system chaincodes that read the ledger past it. */
  readonly simulator: Simulator | undefined;
  readonly signedProposal: peer.SignedProposal;
  /** The chaincode that the client has called. */
  readonly invokedChaincode: string;
  readonly creator: SignedData;
  readonly notes: SimulationNotes;
}

/** What a simulation's results don't say. Shared by all chaincodes of one simulator. */
export class SimulationNotes {
  readonly #privateReads = new Map<string, Set<string>>();
  #hasWritten = false;
  #hasQueriedPages = false;

  /** Values of private data were read, so only members of the collection can endorse. */
  notePrivateRead(namespace: string, collection: string): void {
    const collections = this.#privateReads.get(namespace) ?? new Set();
    this.#privateReads.set(namespace, collections.add(collection));
  }

  hasPrivateRead(namespace: string, collection: string): boolean {
    return this.#privateReads.get(namespace)?.has(collection) ?? false;
  }

  get privateReads(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#privateReads;
  }

  /** @throws Error when a page was queried before: Fabric allows pages in read-only transactions alone. */
  noteWrite(transactionID: string): void {
    if (this.#hasQueriedPages) {
      throw new Error(
        `txid [${transactionID}]: unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed`,
      );
    }
    this.#hasWritten = true;
  }

  /** @throws Error when the transaction has written. */
  notePageQuery(transactionID: string): void {
    if (this.#hasWritten) {
      throw new Error(
        `txid [${transactionID}]: unsuppored transaction. Paginated queries are supported only in a read-only transaction`,
      );
    }
    this.#hasQueriedPages = true;
  }
}
