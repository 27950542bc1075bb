// SPDX-License-Identifier: Apache-2.0

import { newOpsClient, type OpsClient } from '@opssc/chaincode/model';
import {
  type ApprovedDefinition,
  type Endpoint,
  fetchBlock,
  type GatewayConnection,
  newFileSigningIdentity,
  newGatewayConnection,
  newPeerAdmin,
  newLifecycle,
  newPeerLifecycle,
  serializeIdentity,
  type CommittedDefinition,
  type PeerAdmin,
  type PeerLifecycle,
} from '@opssc/fabric-admin';
import { type ChannelConfig, readChannelConfig, signConfigUpdate } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import { readFile } from 'node:fs/promises';
import type { Consortium } from '@opssc/scripts/consortium/consortium';
import type { RestClient } from '@opssc/scripts/consortium/rest-client';

/** What a scenario does as one organization. */
export interface OrganizationClient {
  readonly mspID: string;
  readonly rest: RestClient;
  /** The contracts as the organization's admin, without the API server. */
  ops(): Promise<OpsClient>;
  gateway(): Promise<GatewayConnection>;
  propose(
    id: string,
    proposal: Readonly<Record<string, unknown>>,
    more?: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  vote(id: string, status?: 'agreed' | 'disagreed', comment?: string): Promise<void>;
  withdraw(id: string): Promise<void>;
  /** The same for proposals that create or change channels. */
  proposeOnChannel(id: string, proposal: Readonly<Record<string, unknown>>): Promise<void>;
  voteOnChannel(id: string, status?: 'agreed' | 'disagreed'): Promise<void>;
  withdrawOnChannel(id: string): Promise<void>;
  /** The channel's configuration as each of its peers has it, asked one by one. */
  configs(channelID: string): Promise<readonly ChannelConfig[]>;
  /** The channel's first block from each of its peers. */
  genesisBlocks(channelID: string): Promise<readonly Uint8Array[]>;
  /** The organization's approval of a chaincode's newest sequence; undefined: none. */
  approved(channelID: string, name: string): Promise<ApprovedDefinition | undefined>;
  /** Signs a channel's update as its admin. */
  sign(update: Uint8Array): Promise<common.ConfigSignature>;
  /** What each of its peers has committed, asked one by one; undefined: nothing. */
  committed(channelID: string, name: string): Promise<readonly (CommittedDefinition | undefined)[]>;
  committedSequences(channelID: string, name: string): Promise<readonly (bigint | undefined)[]>;
  /** Labels of the packages on all of its peers that answer, one entry a peer that has it. */
  installedLabels(): Promise<readonly string[]>;
  close(): void;
}

export function newOrganizationClient(consortium: Consortium, name: string): OrganizationClient {
  return new LocalClient(consortium, name);
}

class LocalClient implements OrganizationClient {
  readonly #consortium: Consortium;
  readonly #name: string;
  /** One connection a peer, by channel: looking at them again and again must not cost a handshake each time. */
  readonly #lifecycles = new Map<string, Promise<readonly PeerLifecycle[]>>();
  #gateway: Promise<GatewayConnection> | undefined;

  constructor(consortium: Consortium, name: string) {
    this.#consortium = consortium;
    this.#name = name;
  }

  get mspID(): string {
    return this.#organization.mspID;
  }

  get rest(): RestClient {
    return this.#organization.rest;
  }

  gateway(): Promise<GatewayConnection> {
    this.#gateway ??= this.#connect();
    return this.#gateway;
  }

  async ops(): Promise<OpsClient> {
    const gateway = await this.gateway();
    const call = (transaction: string, argument: string) => ({
      channelID: this.#consortium.opsChannel,
      chaincodeName: 'opssc',
      transaction,
      arguments: [argument],
    });
    return newOpsClient({
      evaluate: (transaction, argument) => gateway.evaluate(call(transaction, argument)),
      submit: (transaction, argument) => gateway.submit(call(transaction, argument)),
    });
  }

  async propose(
    id: string,
    proposal: Readonly<Record<string, unknown>>,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.rest.post(`/chaincode/proposals/${id}`, { proposal, ...more });
  }

  async vote(id: string, status: 'agreed' | 'disagreed' = 'agreed', comment = ''): Promise<void> {
    await this.rest.post(`/chaincode/proposals/${id}/vote`, { updateRequest: { status, data: comment } });
  }

  async withdraw(id: string): Promise<void> {
    await this.rest.post(`/chaincode/proposals/${id}/withdraw`);
  }

  async proposeOnChannel(id: string, proposal: Readonly<Record<string, unknown>>): Promise<void> {
    await this.rest.post(`/channel/proposals/${id}`, { proposal });
  }

  async voteOnChannel(id: string, status: 'agreed' | 'disagreed' = 'agreed'): Promise<void> {
    await this.rest.post(`/channel/proposals/${id}/vote`, { updateRequest: { status, data: '' } });
  }

  async withdrawOnChannel(id: string): Promise<void> {
    await this.rest.post(`/channel/proposals/${id}/withdraw`);
  }

  async configs(channelID: string): Promise<readonly ChannelConfig[]> {
    const blocks = await this.#askPeers((peer) => peer.getConfigBlock(channelID));
    return blocks.map(readChannelConfig);
  }

  async genesisBlocks(channelID: string): Promise<readonly Uint8Array[]> {
    const identity = await newFileSigningIdentity(this.#organization.admin);
    const blocks = await Promise.all(
      (await this.#endpoints()).map((endpoint) =>
        fetchBlock({ endpoint, identity, channelID, position: 0n, from: 'peer' }),
      ),
    );
    return blocks.map((block) => block.getData()?.serializeBinary() ?? new Uint8Array());
  }

  async approved(channelID: string, name: string): Promise<ApprovedDefinition | undefined> {
    return newLifecycle({ gateway: await this.gateway(), channelID, mspID: this.mspID }).queryApproved(name);
  }

  async sign(update: Uint8Array): Promise<common.ConfigSignature> {
    const identity = await newFileSigningIdentity(this.#organization.admin);
    return signConfigUpdate(update, {
      creator: serializeIdentity(identity),
      sign: (message) => identity.sign(message),
    });
  }

  async committed(channelID: string, name: string): Promise<readonly (CommittedDefinition | undefined)[]> {
    const lifecycles = this.#lifecycles.get(channelID) ?? this.#connectLifecycles(channelID);
    this.#lifecycles.set(channelID, lifecycles);
    return Promise.all((await lifecycles).map((lifecycle) => lifecycle.queryCommitted(name)));
  }

  async committedSequences(channelID: string, name: string): Promise<readonly (bigint | undefined)[]> {
    return (await this.committed(channelID, name)).map((definition) => definition?.sequence);
  }

  async installedLabels(): Promise<readonly string[]> {
    const lists = await this.#askPeers((peer) => peer.queryInstalled());
    return lists.flat().map(({ label }) => label);
  }

  close(): void {
    void this.#gateway?.then((gateway) => {
      gateway.close();
    });
    this.#gateway = undefined;
    for (const lifecycles of this.#lifecycles.values()) {
      void lifecycles.then((opened) => {
        opened.forEach((lifecycle) => {
          lifecycle.close();
        });
      });
    }
    this.#lifecycles.clear();
  }

  async #connectLifecycles(channelID: string): Promise<readonly PeerLifecycle[]> {
    const identity = await newFileSigningIdentity(this.#organization.admin);
    return (await this.#endpoints()).map((endpoint) => newPeerLifecycle({ endpoint, identity, channelID }));
  }

  async #connect(): Promise<GatewayConnection> {
    const identity = await newFileSigningIdentity(this.#organization.admin);
    return newGatewayConnection({ identity, peers: await this.#endpoints() });
  }

  async #askPeers<T>(ask: (peer: PeerAdmin) => Promise<T>): Promise<readonly T[]> {
    const identity = await newFileSigningIdentity(this.#organization.admin);
    return Promise.all(
      (await this.#endpoints()).map(async (endpoint) => {
        const peer = newPeerAdmin({ endpoint, identity });
        try {
          return await ask(peer);
        } finally {
          peer.close();
        }
      }),
    );
  }

  #endpoints(): Promise<readonly Endpoint[]> {
    return Promise.all(
      this.#organization.peers.map(async ({ name, address, tlsRootCertFile }) => ({
        name,
        address,
        tlsRootCerts: await readFile(tlsRootCertFile),
      })),
    );
  }

  get #organization() {
    return this.#consortium.organization(this.#name);
  }
}
