// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import {
  applyOperations,
  computeUpdate,
  configFromBlock,
  configUpdateBytes,
  newConfigUpdateEnvelope,
  newConfigUpdateTransaction,
  signConfigUpdate,
  type ChannelOperation,
  type ConfigSigner,
  type MspProfile,
} from '@opssc/configtx';
import { fetchBlock, newFileSigningIdentity, serializeIdentity, type SigningIdentity } from '@opssc/fabric-admin';
import { common, type orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { IdentityFiles, NetworkOrganization, OrdererNode } from '../../../../src/network.js';
import { waitUntil } from '../../../../src/wait-until.js';
import { broadcast } from './converse.js';
import type { TestNetwork } from './test-network.js';

export interface UpdateOptions {
  readonly operations: readonly ChannelOperation[];
  /** The first one also submits; without any the transaction is one that administrators have yet to sign. */
  readonly signers: readonly IdentityFiles[];
  /** Computed from this configuration; default: the newest. */
  readonly from?: common.Config;
}

/** A channel of a test network, with what its administrators do to its configuration. */
export class TestChannel {
  readonly channelID: string;
  readonly #test: TestNetwork;
  readonly #reader: IdentityFiles;

  constructor(test: TestNetwork, options: { readonly channelID?: string; readonly reader?: IdentityFiles } = {}) {
    this.channelID = options.channelID ?? 'mychannel';
    this.#test = test;
    this.#reader = options.reader ?? test.organization(1).admin;
  }

  /** An ordering node, counted from 0. */
  orderer(index = 0): OrdererNode {
    const node = this.#test.network.orderers[index];
    if (!node) {
      throw new Error(`no orderer ${index}`);
    }
    return node;
  }

  get ordererAdmin(): IdentityFiles {
    const { ordererOrganization } = this.#test.network;
    if (!ordererOrganization) {
      throw new Error('this network has no orderer organization');
    }
    return ordererOrganization.admin;
  }

  /** The newest configuration block, as an ordering node has it. */
  async configBlock(index = 0): Promise<common.Block> {
    return this.#fetch(this.orderer(index), 'config');
  }

  async config(index = 0): Promise<common.Config> {
    return configFromBlock(await this.configBlock(index)).config;
  }

  async block(position: bigint | 'newest', index = 0): Promise<common.Block> {
    return this.#fetch(this.orderer(index), position);
  }

  async updateTransaction({ operations, signers, from }: UpdateOptions): Promise<common.Envelope> {
    const { channelID } = this;
    const original = from ?? (await this.config());
    const update = computeUpdate({ channelID, original, updated: applyOperations(original, operations) });
    if (!update) {
      throw new Error('the operations change nothing');
    }
    const bytes = configUpdateBytes(update);
    const admins = await Promise.all(signers.map(async (files) => configSigner(await newFileSigningIdentity(files))));
    const signer = admins[0] ?? { creator: new Uint8Array(), sign: () => Promise.resolve(new Uint8Array()) };
    const signatures = await Promise.all(admins.map((admin) => signConfigUpdate(bytes, admin)));
    const envelope = newConfigUpdateEnvelope(bytes, signatures);
    return newConfigUpdateTransaction({ channelID, envelope, signer, timestamp: new Date() });
  }

  /** What an ordering node answers to an update. */
  async submit(options: UpdateOptions, index = 0): Promise<orderer.BroadcastResponse> {
    return broadcast(this.orderer(index), await this.updateTransaction(options));
  }

  /** Submits an update that must be taken, and returns its block when an ordering node has it. */
  async update(options: UpdateOptions, index = 0): Promise<common.Block> {
    const before = options.from ?? (await this.config(index));
    const response = await this.submit({ ...options, from: before }, index);
    expect(response.getStatus(), response.getInfo()).to.equal(common.Status.SUCCESS);
    return this.configAfter(before.getSequence(), index);
  }

  /** The configuration block with a higher sequence than this one, once there is one. */
  async configAfter(sequence: number, index = 0): Promise<common.Block> {
    let block = await this.configBlock(index);
    await eventually(async () => {
      block = await this.configBlock(index);
      return configFromBlock(block).config.getSequence() > sequence;
    });
    return block;
  }

  /** Resolves when a peer has as many blocks, and so many that its own administrator may ask it. */
  async reached(height: bigint, organization: NetworkOrganization, peer = 0): Promise<void> {
    await eventually(async () => {
      const reached = await this.peerHeight(organization, peer).catch(() => 0n);
      return reached >= height;
    });
  }

  async peerHeight(organization: NetworkOrganization, peer = 0): Promise<bigint> {
    const admin = await this.#test.peerAdmin(this.#test.network.organizations.indexOf(organization) + 1, peer);
    return (await admin.getChainInfo(this.channelID)).height;
  }

  async #fetch(node: OrdererNode, position: bigint | 'newest' | 'config'): Promise<common.Block> {
    const { name, address, tlsRootCertFile } = node;
    const from = 'orderer';
    const endpoint = { name, address, tlsRootCerts: await readFile(tlsRootCertFile) };
    const identity = await newFileSigningIdentity(this.#reader);
    return fetchBlock({ endpoint, identity, channelID: this.channelID, position, from });
  }
}

export function configSigner(identity: SigningIdentity): ConfigSigner {
  return { creator: serializeIdentity(identity), sign: (message) => identity.sign(message) };
}

export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  expect(await waitUntil(condition, { timeout: 20_000, interval: 20 }), 'it did not come about').to.equal(true);
}

/** The MSP of an organization as a channel takes it. */
export async function mspProfile({ mspID, crypto }: NetworkOrganization): Promise<MspProfile> {
  return {
    mspID,
    rootCerts: [await readFile(crypto.rootCertFile, 'utf8')],
    tlsRootCerts: [await readFile(crypto.tlsRootCertFile, 'utf8')],
  };
}
