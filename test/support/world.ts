// SPDX-License-Identifier: Apache-2.0

import type { ProposalView, Step } from '@opssc/chaincode/model';
import {
  applyOperations,
  type ChannelConfig,
  type ChannelOperation,
  computeUpdate,
  configUpdateBytes,
  newConfigUpdateEnvelope,
} from '@opssc/configtx';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Consortium, type ConsortiumOptions, startConsortium } from '@opssc/scripts/consortium/consortium';
import { freePort } from '@opssc/scripts/consortium/free-port';
import { newSampleRelease, type SampleRelease } from '@opssc/scripts/consortium/sample-chaincode';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { type IdleService, startIdleService } from './idle-service.js';
import { type OrganizationClient, newOrganizationClient } from './organization-client.js';
import { submitUpdate } from './submit-update.js';
import { whenAvailable } from './when-available.js';

/** The backend that scenarios run on: `OPSSC_BACKEND`, `embedded` if absent. */
export const backend: 'embedded' | 'native' = process.env['OPSSC_BACKEND'] === 'native' ? 'native' : 'embedded';

/** A consortium with agents and API servers running, and what scenarios do with it. */
export interface World {
  readonly consortium: Consortium;
  /** By organization name: its REST API, and its admin straight at the contracts. */
  client(name: string): OrganizationClient;
  /** Versions 1.0 and 2.0 of the sample, which every agent may run as a process. */
  readonly releases: readonly [SampleRelease, SampleRelease];
  /** A name or ID that no other scenario uses. */
  unique(prefix: string): string;
  /** A proposal's body for a chaincode behind a service that answers and is never called. */
  idleChaincode(options: IdleChaincodeOptions): Promise<Record<string, unknown>>;
  /** Resolves when every peer of every organization has the package of this idle chaincode. */
  untilInstalled(name: string): Promise<void>;
  /** Resolves with the facts when the proposal has this status. */
  untilStatus(id: string, status: string): Promise<ProposalView>;
  /** Resolves when every organization has written that it has done these steps; those of a deployment if absent. */
  untilDoneEverywhere(id: string, steps?: readonly Step[]): Promise<void>;
  /** Resolves when this sequence is committed on each peer of these organizations (all if absent). */
  untilCommitted(options: CommittedOptions): Promise<void>;
  /**
   * Proposes changes of a channel as org1 and votes for them as the organizations after it, until a majority has.
   *
   * @returns the proposal's ID
   */
  changeChannel(channelID: string, operations: readonly ChannelOperation[]): Promise<string>;
  /** Changes a channel without OpsSC: every organization's admin signs, as an operator with a script would do it. */
  updateByHand(channelID: string, operations: readonly ChannelOperation[]): Promise<void>;
  /** Resolves when the registry has so many members of a channel, and each of them attests them. */
  untilAttested(channelID: string, members: number): Promise<void>;
  /** Resolves when the organization has approved this sequence of a chaincode. */
  untilApproved(options: { readonly organization: string } & CommittedOptions): Promise<void>;
  /** Resolves when the channel's configuration is so on each peer of these organizations (all if absent). */
  untilConfigured(options: ConfiguredOptions): Promise<void>;
  stop(): Promise<void>;
}

export interface ConfiguredOptions {
  readonly channelID: string;
  readonly organizations?: readonly string[];
  /** For the error. */
  readonly what: string;
  isSo(config: ChannelConfig): boolean;
}

export interface IdleChaincodeOptions {
  readonly name: string;
  readonly sequence?: number;
  readonly channelID?: string;
  readonly definition?: Readonly<Record<string, unknown>>;
}

export interface CommittedOptions {
  readonly name: string;
  readonly sequence: number;
  readonly organizations?: readonly string[];
  readonly channelID?: string;
}

export interface WorldOptions extends Partial<ConsortiumOptions> {
  readonly name: string;
  /** Organizations whose agents start with the world; all if absent. */
  readonly agents?: readonly string[];
}

const running = new Set<World>();

export const runningWorlds: ReadonlySet<World> = running;

/** Starts a world in a folder of its own; resolves when OpsSC answers everywhere. */
export async function startWorld({ name, agents, ...options }: WorldOptions): Promise<World> {
  const dir = join(repositoryRoot, '.network', `${name}-${options.backend ?? backend}`);
  await rm(dir, { recursive: true, force: true });
  const releases = [
    await newSampleRelease({ name: 'asset-transfer', version: '1.0', dir: join(dir, 'chaincode') }),
    await newSampleRelease({ name: 'asset-transfer', version: '2.0', dir: join(dir, 'chaincode') }),
  ] as const;
  const consortium = await startConsortium({
    backend,
    dir: join(dir, 'network'),
    organizations: 3,
    peers: 2,
    chaincodes: releases.map(({ allowed }) => allowed),
    ...options,
    agent: { resyncSeconds: 6, commitGraceSeconds: 3, ...options.agent },
  });
  const hosts = consortium.organizations.map(({ chaincodeHost }) => chaincodeHost);
  const idle = await startIdleService(hosts, await freePort(hosts));
  const world = new RunningWorld(consortium, releases, idle);
  running.add(world);
  try {
    await Promise.all(
      consortium.organizations.map(async (organization) => {
        if (agents === undefined || agents.includes(organization.name)) {
          await organization.startAgent();
        }
        await organization.startApi();
      }),
    );
    if (agents === undefined) {
      await consortium.ready();
    }
    return world;
  } catch (error) {
    await world.stop();
    throw error;
  }
}

class RunningWorld implements World {
  readonly consortium: Consortium;
  readonly releases: readonly [SampleRelease, SampleRelease];
  readonly #idle: IdleService;
  readonly #clients = new Map<string, OrganizationClient>();
  #count = 0;

  constructor(consortium: Consortium, releases: readonly [SampleRelease, SampleRelease], idle: IdleService) {
    this.consortium = consortium;
    this.releases = releases;
    this.#idle = idle;
  }

  client(name: string): OrganizationClient {
    const client = this.#clients.get(name) ?? newOrganizationClient(this.consortium, name);
    this.#clients.set(name, client);
    return client;
  }

  unique(prefix: string): string {
    this.#count += 1;
    return `${prefix}-${String(this.#count)}`;
  }

  idleChaincode(options: IdleChaincodeOptions): Promise<Record<string, unknown>> {
    const { name, sequence = 1, channelID = 'mychannel', definition = {} } = options;
    return Promise.resolve({
      channelID,
      chaincodeName: name,
      chaincodePackage: {
        type: 'ccaas',
        label: `${name}_${String(sequence)}`,
        connection: { address: `{{.host}}:${String(this.#idle.port)}`, dial_timeout: '10s', tls_required: false },
      },
      chaincodeDefinition: { sequence, initRequired: false, ...definition },
    });
  }

  untilStatus(id: string, status: string): Promise<ProposalView> {
    const client = this.client('org1');
    return waitFor(
      async () => {
        const view = await (await client.ops()).getProposal(id);
        if (view.status !== status) {
          const said = view.receipts
            .filter(({ state }) => state !== 'done')
            .map(({ mspID, detail }) => `${mspID}: ${detail}`);
          throw new Error(`it is ${view.status}${said.map((line) => `; ${line}`).join('')}`);
        }
        return view;
      },
      { what: `proposal ${id} is ${status}` },
    );
  }

  async untilDoneEverywhere(id: string, steps: readonly Step[] = ['install', 'approve', 'commit']): Promise<void> {
    const ops = await this.client('org1').ops();
    await waitFor(
      async () => {
        const { receipts } = await ops.getProposal(id);
        const done = new Set(
          receipts.filter(({ state }) => state === 'done').map(({ mspID, step }) => `${mspID} ${step}`),
        );
        return this.consortium.organizations.every(({ mspID }) => steps.every((step) => done.has(`${mspID} ${step}`)));
      },
      { what: `all receipts of ${id}` },
    );
  }

  async untilInstalled(name: string): Promise<void> {
    const { organizations } = this.consortium;
    await Promise.all(
      organizations.map(({ name: organization, peers }) =>
        waitFor(
          async () => {
            const labels = await this.client(organization).installedLabels();
            return labels.filter((label) => label.startsWith(`${name}_`)).length === peers.length;
          },
          { what: `${name} is installed on every peer of ${organization}` },
        ),
      ),
    );
  }

  async untilCommitted({ name, sequence, organizations, channelID = 'mychannel' }: CommittedOptions): Promise<void> {
    const names = organizations ?? this.consortium.organizations.map((organization) => organization.name);
    await Promise.all(
      names.map((organization) =>
        waitFor(
          async () => {
            const sequences = await this.client(organization).committedSequences(channelID, name);
            return sequences.every((committed) => committed === BigInt(sequence));
          },
          { what: `sequence ${String(sequence)} of ${name} on every peer of ${organization}` },
        ),
      ),
    );
  }

  async changeChannel(channelID: string, operations: readonly ChannelOperation[]): Promise<string> {
    const id = this.unique('change');
    const proposal = { channelID, action: 'update', opsProfile: operations };
    await whenAvailable(() => this.client('org1').proposeOnChannel(id, proposal));
    const { organizations } = this.consortium;
    const others = organizations.slice(1, Math.floor(organizations.length / 2) + 1);
    await Promise.all(others.map(({ name }) => whenAvailable(() => this.client(name).voteOnChannel(id))));
    return id;
  }

  async updateByHand(channelID: string, operations: readonly ChannelOperation[]): Promise<void> {
    const clients = this.consortium.organizations.map(({ name }) => this.client(name));
    const [current] = (await clients[0]?.configs(channelID)) ?? [];
    if (current === undefined) {
      throw new Error(`nobody is on ${channelID}`);
    }
    const updated = applyOperations(current.config, operations);
    const update = computeUpdate({ channelID, original: current.config, updated });
    if (update === undefined) {
      throw new Error('nothing changes');
    }
    const bytes = configUpdateBytes(update);
    const signatures = await Promise.all(clients.map((client) => client.sign(bytes)));
    await submitUpdate({
      consortium: this.consortium,
      channelID,
      envelope: newConfigUpdateEnvelope(bytes, signatures),
    });
    await this.untilConfigured({
      channelID,
      what: 'the update by hand',
      isSo: ({ sequence }) => sequence > current.sequence,
    });
  }

  async untilAttested(channelID: string, members: number): Promise<void> {
    const ops = await this.client('org1').ops();
    await waitFor(
      async () => {
        const channel = await ops.getChannel(channelID);
        const fresh = channel.attestations.filter(({ configSequence }) => configSequence === channel.configSequence);
        return channel.members.length === members && fresh.length === members;
      },
      { what: `${String(members)} members attest ${channelID}` },
    );
  }

  async untilApproved(options: { readonly organization: string } & CommittedOptions): Promise<void> {
    const { organization, name, sequence, channelID = 'mychannel' } = options;
    await waitFor(
      async () => (await this.client(organization).approved(channelID, name))?.sequence === BigInt(sequence),
      { what: `${organization} approves sequence ${String(sequence)} of ${name}` },
    );
  }

  async untilConfigured({ channelID, organizations, what, isSo }: ConfiguredOptions): Promise<void> {
    const names = organizations ?? this.consortium.organizations.map(({ name }) => name);
    await Promise.all(
      names.map((name) =>
        waitFor(async () => (await this.client(name).configs(channelID)).every(isSo), {
          what: `${what} on every peer of ${name}`,
        }),
      ),
    );
  }

  async stop(): Promise<void> {
    for (const client of this.#clients.values()) {
      client.close();
    }
    await this.consortium.stop();
    running.delete(this);
    await this.#idle.stop();
  }
}
