// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto';
import type { ChannelLedger, Simulator } from '../../ledger/ledger.js';
import { collectionAccess, type CollectionAccess } from './collection-access.js';
import type { Invocation } from './invocation.js';
import { QueryCursor, type QueryCursorOptions } from './query-cursor.js';

/** One chaincode's execution within an invocation: what its messages to the peer refer to. */
export class TransactionContext {
  readonly invocation: Invocation;
  /** Name of the chaincode, whose state it works on. */
  readonly namespace: string;
  readonly isInit: boolean;
  readonly channel: ChannelLedger;
  readonly simulator: Simulator;
  readonly #cursors = new Map<string, QueryCursor>();
  readonly #access = new Map<string, CollectionAccess>();

  /** @throws Error without a channel: user chaincodes have nothing to work on. */
  constructor(invocation: Invocation, namespace: string, isInit: boolean) {
    const { channel, simulator } = invocation;
    if (!channel || !simulator) {
      throw new Error('no ledger context');
    }
    this.invocation = invocation;
    this.namespace = namespace;
    this.isInit = isInit;
    this.channel = channel;
    this.simulator = simulator;
  }

  openCursor(options: Omit<QueryCursorOptions, 'id'>): { readonly id: string; readonly cursor: QueryCursor } {
    const id = randomUUID();
    const cursor = new QueryCursor({ ...options, id });
    this.#cursors.set(id, cursor);
    return { id, cursor };
  }

  cursor(id: string): QueryCursor | undefined {
    return this.#cursors.get(id);
  }

  closeCursor(id: string): void {
    this.#cursors.delete(id);
  }

  /** @throws Error when the creator may not read private values of the collection, or in an init. */
  readPrivate(collection: string): void {
    this.refusePrivateInInit();
    if (!this.#accessTo(collection).read) {
      throw new Error(this.#noAccess('read', collection));
    }
  }

  /** @throws Error when the creator may not write to the collection, or in an init. */
  writePrivate(collection: string): void {
    this.refusePrivateInInit();
    if (!this.#accessTo(collection).write) {
      throw new Error(this.#noAccess('write', collection));
    }
    this.noteWrite();
  }

  refusePrivateInInit(): void {
    if (this.isInit) {
      throw new Error('private data APIs are not allowed in chaincode Init()');
    }
  }

  noteWrite(): void {
    this.invocation.notes.noteWrite(this.invocation.transactionID);
  }

  #accessTo(collection: string): CollectionAccess {
    let access = this.#access.get(collection);
    if (!access) {
      access = collectionAccess({
        channel: this.channel,
        namespace: this.namespace,
        collection,
        creator: this.invocation.creator,
      });
      this.#access.set(collection, access);
    }
    return access;
  }

  #noAccess(kind: 'read' | 'write', collection: string): string {
    return `tx creator does not have ${kind} access permission on privatedata in chaincodeName:${this.namespace} collectionName: ${collection}`;
  }
}
