// SPDX-License-Identifier: Apache-2.0

import { FabricError, packageIDOf, type PeerAdmin } from '@opssc/fabric-admin';
import type { OrganizationNodes, PeerNode } from '../../src/fabric/organization-nodes.js';
import type { FakeChannel } from './fake-channel.js';
import type { FakeOpsLedger } from './fake-ops-ledger.js';

/** A peer that can be away. */
export class FakePeer {
  readonly name: string;
  readonly packages = new Map<string, Uint8Array>();
  /** Every install that changed something. */
  readonly installs: string[] = [];
  up = true;

  constructor(name: string) {
    this.name = name;
  }

  requireUp(): void {
    if (!this.up) {
      throw new FabricError({ code: 'UNAVAILABLE', message: `${this.name}: ECONNREFUSED` });
    }
  }
}

export interface FakeOrganizationOptions {
  readonly mspID: string;
  readonly channel: FakeChannel;
  readonly ops: FakeOpsLedger;
}

/** One organization's nodes, seen through the clients that its agent uses. */
export class FakeOrganization {
  readonly mspID: string;
  readonly peers: readonly [FakePeer, FakePeer];
  readonly #options: FakeOrganizationOptions;
  /** What submitting an endorsed approval does, by transaction ID. */
  readonly #endorsed = new Map<string, () => number>();

  constructor(options: FakeOrganizationOptions) {
    this.#options = options;
    this.mspID = options.mspID;
    this.peers = [new FakePeer(`peer0.${options.mspID}`), new FakePeer(`peer1.${options.mspID}`)];
  }

  nodes(): OrganizationNodes {
    const { channel, ops } = this.#options;
    const { mspID } = this;
    const answer = async <T>(read: () => T): Promise<T> => {
      // A call takes a while, and goes to a peer that is up.
      await Promise.resolve();
      const peer = this.peers.find(({ up }) => up) ?? this.peers[0];
      peer.requireUp();
      return read();
    };
    const transaction = (block: number) => ({ transactionID: `tx-${block}`, blockNumber: BigInt(block) });
    return {
      mspID,
      peers: this.peers.map((peer) => peerNode(peer, channel)),
      gateway: {
        chaincodeTransactions: () => Promise.reject(new Error('not used here')),
        filteredBlocks: () => Promise.reject(new Error('not used here')),
      },
      ops: ops.client(mspID),
      resources: ops.resources(mspID),
      version: () => Promise.resolve(undefined),
      lifecycle: (channelID) => ({
        channelID,
        approve: (definition, packageID) => answer(() => transaction(channel.approve(mspID, definition, packageID))),
        endorseApproval: (definition, packageID) =>
          answer(() => {
            const transactionID = `endorsed-${this.#endorsed.size}`;
            this.#endorsed.set(transactionID, () => channel.approve(mspID, definition, packageID));
            return { transactionID, result: new Uint8Array(), bytes: new Uint8Array() };
          }),
        submit: ({ transactionID }) => answer(() => transaction(this.#endorsed.get(transactionID)?.() ?? NaN)),
        queryApproved: (name, sequence = 1n) =>
          answer(() => {
            const approval = channel.approvalsOf(name, sequence).get(mspID);
            return approval && { ...approval.definition, packageID: approval.packageID };
          }),
        checkCommitReadiness: (definition) => answer(() => channel.readiness(definition)),
        commit: (definition) => answer(() => transaction(channel.commit(definition))),
        queryCommitted: (name) => answer(() => channel.queryCommitted(name)),
        queryAllCommitted: () =>
          answer(() => [...channel.committed.keys()].flatMap((name) => channel.queryCommitted(name) ?? [])),
      }),
      orderers: [],
      signer: { creator: new Uint8Array(), sign: () => Promise.reject(new Error('not used here')) },
      ordering: () => {
        throw new Error('not used here');
      },
      close: () => undefined,
    };
  }
}

function peerNode(peer: FakePeer, channel: FakeChannel): PeerNode {
  const notUsed = (): Promise<never> => Promise.reject(new Error('agents do not do this'));
  const answer = async <T>(read: () => T): Promise<T> => {
    await Promise.resolve();
    peer.requireUp();
    return read();
  };
  const admin: PeerAdmin = {
    name: peer.name,
    install: async (bytes) => {
      const packageID = await packageIDOf(bytes);
      return answer(() => {
        const alreadyInstalled = peer.packages.has(packageID);
        if (!alreadyInstalled) {
          peer.packages.set(packageID, bytes);
          peer.installs.push(packageID);
        }
        return { packageID, alreadyInstalled };
      });
    },
    queryInstalled: () =>
      answer(() => [...peer.packages.keys()].map((packageID) => ({ packageID, label: '', references: [] }))),
    getInstalledPackage: (packageID) =>
      answer(() => {
        const bytes = peer.packages.get(packageID);
        if (bytes === undefined) {
          throw new FabricError({ code: 'NOT_FOUND', message: `${peer.name}: no package ${packageID}` });
        }
        return bytes;
      }),
    joinChannel: notUsed,
    listChannels: () => answer(() => ['mychannel']),
    getChainInfo: notUsed,
    getConfigBlock: notUsed,
    close: () => undefined,
  };
  return {
    name: peer.name,
    admin,
    queryCommitted: (_channelID, name) => answer(() => channel.queryCommitted(name)),
    fetchBlock: notUsed,
  };
}
