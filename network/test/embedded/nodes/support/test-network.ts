// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, signers, type Gateway, type Signer } from '@hyperledger/fabric-gateway';
import {
  fetchBlock,
  newFileSigningIdentity,
  newGatewayConnection,
  newLifecycle,
  newPeerAdmin,
  packageCcaas,
  type CollectionConfig,
  collectionConfigPackage,
  applicationPolicyBytes,
  type LifecycleDefinition,
  type PeerAdmin,
  type SigningIdentity,
} from '@opssc/fabric-admin';
import type { common } from '@hyperledger/fabric-protos';
import { createNetwork } from '../../../../src/create-network.js';
import type {
  IdentityFiles,
  Network,
  NetworkNode,
  NetworkOptions,
  NetworkOrganization,
} from '../../../../src/network.js';
import { freePort, startChaincodeService, type ChaincodeService } from './chaincode-service.js';

export interface DeployOptions {
  readonly name: string;
  readonly channelID?: string;
  readonly sequence?: bigint;
  readonly version?: string;
  readonly initRequired?: boolean;
  readonly signaturePolicy?: string;
  readonly collections?: readonly CollectionConfig[];
  /** Go duration; default 1s. */
  readonly dialTimeout?: string;
}

/** An embedded network with what tests do to it; `close` leaves nothing behind. */
export class TestNetwork {
  readonly network: Network;
  readonly #closers: (() => void | Promise<void>)[] = [];

  private constructor(network: Network) {
    this.network = network;
  }

  /** Embedded unless the options say `native`. */
  static async start(options: Partial<Omit<NetworkOptions, 'dir'>> = {}): Promise<TestNetwork> {
    const dir = await mkdtemp(join(tmpdir(), 'embedded-'));
    const network = await createNetwork({ channels: ['mychannel'], backend: 'embedded', ...options, dir });
    const test = new TestNetwork(network);
    test.onClose(() => rm(dir, { recursive: true, force: true }));
    test.onClose(() => network.stop());
    await network.start();
    return test;
  }

  /** Newest first, and all of them even if one fails. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, 'could not clean up');
    }
  }

  onClose(close: () => void | Promise<void>): void {
    this.#closers.push(close);
  }

  organization(number: number): NetworkOrganization {
    const organization = this.network.organizations[number - 1];
    if (!organization) {
      throw new Error(`no organization ${number}`);
    }
    return organization;
  }

  peer(organization: number, peer = 0): NetworkNode {
    const node = this.organization(organization).peers[peer];
    if (!node) {
      throw new Error(`no peer ${peer} in organization ${organization}`);
    }
    return node;
  }

  /** A client library's gateway at one peer, as the organization's user. */
  async gateway(
    organization: number,
    peer = 0,
    overrides: { readonly identity?: IdentityFiles; readonly signer?: Signer } = {},
  ): Promise<Gateway> {
    const node = this.peer(organization, peer);
    const identity = overrides.identity ?? this.organization(organization).user;
    const client = new Client(node.address, credentials.createSsl(await readFile(node.tlsRootCertFile)));
    const gateway = connect({
      client,
      identity: { mspId: identity.mspID, credentials: await readFile(identity.certificate) },
      signer: overrides.signer ?? signers.newPrivateKeySigner(createPrivateKey(await readFile(identity.privateKey))),
    });
    this.onClose(() => {
      gateway.close();
      client.close();
    });
    return gateway;
  }

  admin(organization: number): Promise<SigningIdentity> {
    return newFileSigningIdentity(this.organization(organization).admin);
  }

  async peerAdmin(organization: number, peer = 0, identity?: SigningIdentity): Promise<PeerAdmin> {
    const { name, address, tlsRootCertFile } = this.peer(organization, peer);
    const admin = newPeerAdmin({
      endpoint: { name, address, tlsRootCerts: await readFile(tlsRootCertFile) },
      identity: identity ?? (await this.admin(organization)),
    });
    this.onClose(() => {
      admin.close();
    });
    return admin;
  }

  /** Of a peer's ledger. */
  async height(organization: number, peer = 0, channelID = 'mychannel'): Promise<bigint> {
    return (await (await this.peerAdmin(organization, peer)).getChainInfo(channelID)).height;
  }

  /** From an organization's first peer. */
  async block(organization: number, position: bigint, channelID = 'mychannel'): Promise<common.Block> {
    const { name, address, tlsRootCertFile } = this.peer(organization);
    const endpoint = { name, address, tlsRootCerts: await readFile(tlsRootCertFile) };
    return fetchBlock({ endpoint, identity: await this.admin(organization), channelID, position, from: 'peer' });
  }

  /** Packages the sample chaincode, whose service is at one address for all. */
  async package(label: string, dialTimeout = '1s') {
    const address = `127.0.0.1:${await freePort('127.0.0.1')}`;
    const { bytes, packageID } = await packageCcaas({
      label,
      connection: { address, dial_timeout: dialTimeout, tls_required: false },
    });
    return { bytes, packageID, address };
  }

  async startService(packageID: string, address: string): Promise<ChaincodeService> {
    const service = await startChaincodeService(packageID, address);
    this.onClose(() => service.stop());
    return service;
  }

  /** Installs on every peer, approves as every organization, commits. */
  async deploy(options: DeployOptions): Promise<{ packageID: string; address: string; service: ChaincodeService }> {
    const { bytes, packageID, address } = await this.package(`${options.name}_1`, options.dialTimeout);
    const service = await this.startService(packageID, address);
    const organizations = this.network.organizations.map((_, index) => index + 1);
    await Promise.all(organizations.map((organization) => this.install(organization, bytes)));
    await this.define({ ...options, packageID, organizations });
    return { packageID, address, service };
  }

  async install(organization: number, bytes: Uint8Array): Promise<void> {
    await Promise.all(
      this.organization(organization).peers.map(async (_, peer) => {
        await (await this.peerAdmin(organization, peer)).install(bytes);
      }),
    );
  }

  async define(
    options: DeployOptions & { readonly packageID?: string; readonly organizations: readonly number[] },
  ): Promise<void> {
    const definition = lifecycleDefinition(options);
    const lifecycles = await Promise.all(
      options.organizations.map((number) => this.lifecycle(number, options.channelID)),
    );
    for (const lifecycle of lifecycles) {
      await lifecycle.approve(definition, options.packageID);
    }
    await lifecycles[0]?.commit(definition);
  }

  async lifecycle(organization: number, channelID = 'mychannel') {
    const { mspID, peers } = this.organization(organization);
    const endpoints = await Promise.all(
      peers.map(async ({ name, address, tlsRootCertFile }) => ({
        name,
        address,
        tlsRootCerts: await readFile(tlsRootCertFile),
      })),
    );
    const gateway = newGatewayConnection({ identity: await this.admin(organization), peers: endpoints });
    this.onClose(() => {
      gateway.close();
    });
    return newLifecycle({ gateway, channelID, mspID });
  }
}

export function lifecycleDefinition(options: DeployOptions): LifecycleDefinition {
  const { name, sequence = 1n, version = '1.0', initRequired = false, signaturePolicy, collections } = options;
  return {
    name,
    sequence,
    version,
    initRequired,
    endorsementPlugin: 'escc',
    validationPlugin: 'vscc',
    validationParameter: signaturePolicy
      ? applicationPolicyBytes({ signaturePolicy })
      : applicationPolicyBytes({ channelConfigPolicy: '/Channel/Application/Endorsement' }),
    ...(collections && { collections: collectionConfigPackage(collections) }),
  };
}
