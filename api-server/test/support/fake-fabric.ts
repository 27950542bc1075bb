// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { type CommittedDefinition, FabricError, type InstalledChaincode } from '@opssc/fabric-admin';
import type { EventPosition, LifecycleQueries, OrganizationFabric } from '../../src/fabric/organization-fabric.js';
import { FakeEvents } from './fake-events.js';
import { FakeOps } from './fake-ops.js';
import { FakeResources } from './fake-resources.js';
import { FakeTransactions } from './fake-transactions.js';

/** An organization with two peers, all of it in memory. */
export class FakeFabric implements OrganizationFabric {
  readonly ops = new FakeOps();
  readonly resources = new FakeResources();
  readonly transactions = new FakeTransactions();
  readonly events = new FakeEvents();
  readonly peers = [new FakePeer('peer0'), new FakePeer('peer1')];
  readonly definitions: CommittedDefinition[] = [];
  /** Thrown by queries of the lifecycle while it is set. */
  lifecycleFailure: Error | undefined;
  closed = false;

  lifecycle(): LifecycleQueries {
    return {
      queryCommitted: async (name) => (await this.#committed()).find((definition) => definition.name === name),
      queryAllCommitted: () => this.#committed(),
    };
  }

  opsEvents(position: EventPosition): ReturnType<OrganizationFabric['opsEvents']> {
    return this.events.open(position);
  }

  opsHeight(): Promise<bigint> {
    return Promise.resolve(this.events.height);
  }

  close(): void {
    this.closed = true;
  }

  #committed(): Promise<readonly CommittedDefinition[]> {
    return this.lifecycleFailure === undefined
      ? Promise.resolve(this.definitions)
      : Promise.reject(this.lifecycleFailure);
  }
}

class FakePeer {
  readonly name: string;
  readonly installed: InstalledChaincode[] = [];
  failure: Error | undefined;

  constructor(name: string) {
    this.name = name;
  }

  queryInstalled(): Promise<readonly InstalledChaincode[]> {
    return this.failure === undefined ? Promise.resolve(this.installed) : Promise.reject(this.failure);
  }

  /** By channel. */
  readonly configBlocks = new Map<string, common.Block>();

  getConfigBlock(channelID: string): Promise<common.Block> {
    const block = this.configBlocks.get(channelID);
    return this.failure === undefined && block !== undefined
      ? Promise.resolve(block)
      : Promise.reject(this.failure ?? unknownChannel(channelID));
  }

  getChainInfo() {
    const empty = new Uint8Array();
    return this.failure === undefined
      ? Promise.resolve({ height: 1n, currentBlockHash: empty, previousBlockHash: empty })
      : Promise.reject(this.failure);
  }
}

function unknownChannel(channelID: string): FabricError {
  const message = `peer: Invalid chain ID, ${channelID}`;
  return new FabricError({ code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL', message });
}
