// SPDX-License-Identifier: Apache-2.0

import {
  applyOperations,
  type ChannelOperation,
  computeUpdate,
  configFromBlock,
  configUpdateBytes,
  newConfigUpdateEnvelope,
  newConfigUpdateTransaction,
  signConfigUpdate,
  validateOperations,
} from '@opssc/configtx';
import {
  FabricError,
  newFileSigningIdentity,
  newOrderingClient,
  type OrderingClient,
  serializeIdentity,
} from '@opssc/fabric-admin';
import type { common } from '@hyperledger/fabric-protos';
import { readFile } from 'node:fs/promises';
import type { IdentityFiles, Network, NetworkOrganization, OrdererNode } from '../../src/index.js';
import { asPeerAdmin } from '../../src/node-admins.js';
import { waitUntil } from '../../src/wait-until.js';

const patience = { timeout: 40_000, interval: 100 };

/** What an operator of all organizations at once does to one channel. */
export class ChannelDriver {
  readonly #network: Network;
  readonly #channelID: string;

  constructor(network: Network, channelID: string) {
    this.#network = network;
    this.#channelID = channelID;
  }

  /** The configuration as one orderer delivers it to an admin of the organization that runs it. */
  async config(orderer: OrdererNode): Promise<common.Config> {
    return await this.#asClient(
      orderer,
      async (client) => configFromBlock(await client.fetchConfigBlock(this.#channelID)).config,
    );
  }

  genesisBlock(orderer: OrdererNode): Promise<common.Block> {
    return this.#asClient(orderer, (client) => client.fetchBlock(this.#channelID, 0n));
  }

  configBlock(orderer: OrdererNode): Promise<common.Block> {
    return this.#asClient(orderer, (client) => client.fetchConfigBlock(this.#channelID));
  }

  /** Whether an orderer lets somebody read the channel. */
  async isReadableBy(user: IdentityFiles, orderer: OrdererNode): Promise<boolean> {
    try {
      await this.#asClient(orderer, (client) => client.fetchConfigBlock(this.#channelID), user);
      return true;
    } catch (error) {
      if (error instanceof FabricError && error.code === 'FORBIDDEN') {
        return false;
      }
      throw error;
    }
  }

  /** Signed by an admin of each organization, sent to this orderer; returns the sequence that the configuration then has. */
  async update(
    orderer: OrdererNode,
    signers: readonly NetworkOrganization[],
    operations: readonly ChannelOperation[],
  ): Promise<number> {
    const channelID = this.#channelID;
    const original = await this.config(orderer);
    validateOperations(original, operations, { now: new Date() });
    const update = computeUpdate({ channelID, original, updated: applyOperations(original, operations) });
    if (update === undefined) {
      throw new Error('the operations change nothing');
    }
    const bytes = configUpdateBytes(update);
    const signatures = await Promise.all(
      signers.map(async ({ admin }) => signConfigUpdate(bytes, await signerOf(admin))),
    );
    const transaction = await newConfigUpdateTransaction({
      channelID,
      envelope: newConfigUpdateEnvelope(bytes, signatures),
      signer: await signerOf(this.#adminOf(orderer)),
      timestamp: new Date(),
    });
    await this.#broadcast(orderer, transaction);
    return original.getSequence() + 1;
  }

  /**
   * A BFT orderer that cannot reach the leader needs others that miss the transaction, too, before the leader is changed:
   * there it goes to all of them, as Fabric's Gateway does it (internal/pkg/gateway/submit.go).
   */
  async #broadcast(first: OrdererNode, transaction: common.Envelope): Promise<void> {
    await this.#asClient(first, (client) => client.broadcast(transaction));
    const others = this.#network.orderers.filter(({ name }) => name !== first.name);
    if (this.#network.consensus === 'bft') {
      // Some may be on no channel, and some have the update already.
      await Promise.allSettled(others.map((other) => this.#asClient(other, (client) => client.broadcast(transaction))));
    }
  }

  /** Every one of these orderers, and every peer of these organizations, has the configuration or a later one. */
  async reaches(
    sequence: number,
    { orderers, organizations }: { orderers: readonly OrdererNode[]; organizations: readonly NetworkOrganization[] },
  ): Promise<void> {
    const sequences = async () => [
      ...(await Promise.all(orderers.map(async (orderer) => (await this.config(orderer)).getSequence()))),
      ...(await Promise.all(organizations.flatMap((organization) => this.#sequencesAtPeers(organization)))),
    ];
    let last: unknown;
    const all = async () => {
      last = await sequences().catch((error: unknown) => error);
      return Array.isArray(last) && last.every((one: number) => one >= sequence);
    };
    if (!(await waitUntil(all, patience))) {
      throw new Error(`the nodes have not reached configuration ${sequence}: ${String(last)}`);
    }
  }

  #sequencesAtPeers({ admin, peers }: NetworkOrganization): Promise<number>[] {
    return peers.map((peer) =>
      asPeerAdmin(peer, admin, async (client) =>
        configFromBlock(await client.getConfigBlock(this.#channelID)).config.getSequence(),
      ),
    );
  }

  async #asClient<T>(
    orderer: OrdererNode,
    use: (client: OrderingClient) => Promise<T>,
    files = this.#adminOf(orderer),
  ): Promise<T> {
    const { name, address, tlsRootCertFile } = orderer;
    const client = newOrderingClient({
      endpoints: [{ name, address, tlsRootCerts: await readFile(tlsRootCertFile) }],
      identity: await newFileSigningIdentity(files),
    });
    try {
      return await use(client);
    } finally {
      client.close();
    }
  }

  #adminOf({ mspID }: OrdererNode): IdentityFiles {
    const { ordererOrganization, organizations } = this.#network;
    const organization = [ordererOrganization, ...organizations].find((candidate) => candidate?.mspID === mspID);
    if (organization === undefined) {
      throw new Error(`no organization ${mspID}`);
    }
    return organization.admin;
  }
}

async function signerOf(files: IdentityFiles) {
  const identity = await newFileSigningIdentity(files);
  return { creator: serializeIdentity(identity), sign: (message: Uint8Array) => identity.sign(message) };
}
