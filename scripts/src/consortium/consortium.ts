// SPDX-License-Identifier: Apache-2.0

import {
  type AddOrganizationOptions,
  createNetwork,
  type Network,
  type NetworkOptions,
  type NetworkOrganization,
} from '@opssc/network';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type ConsortiumOrganization, newConsortiumOrganization } from './consortium-organization.js';
import { freePort, freePorts } from './free-port.js';
import { type AllowedChaincode, opsPackage, opsService, organizationConfig } from './organization-config.js';
import { packageCcaas } from '@opssc/fabric-admin';
import { type ServiceProcess, startServiceProcess } from './service-process.js';
import { type RedisServer, startRedis } from './redis-server.js';
import { waitFor } from './wait-for.js';

/** A whole consortium on this machine: a network, a Redis, and each organization's configuration. */
export interface Consortium {
  readonly network: Network;
  readonly redis: RedisServer;
  readonly organizations: readonly ConsortiumOrganization[];
  readonly opsChannel: string;
  /** By name, for instance `org1`. */
  organization(name: string): ConsortiumOrganization;
  /** Writes an organization's configuration again, for nodes that came since; its agent reads it when it starts. */
  rewriteConfig(organizationName: string): Promise<void>;
  /** Replaces what the agents may run, or that of one organization; an agent reads it when it starts. */
  allowChaincodes(chaincodes: readonly AllowedChaincode[], organizationName?: string): Promise<void>;
  /**
   * An organization that no channel knows yet: its nodes run, its configuration is written, its agent and API server are
   * the caller's to start.
   */
  addOrganization(options?: AddOrganizationOptions): Promise<ConsortiumOrganization>;
  /** Resolves when OpsSC answers at each organization and every one of them has attested the channels. */
  ready(): Promise<void>;
  /** Stops everything in reverse order of its start. */
  stop(): Promise<void>;
}

export interface ConsortiumOptions extends Omit<NetworkOptions, 'channels'> {
  /** Channels beside the ops-channel; default `mychannel`. */
  readonly channels?: readonly string[];
  readonly chaincodes?: readonly AllowedChaincode[];
  /**
   * Who runs the OpsSC chaincode services: the agents (default), which stop theirs when they stop, or a process of its
   * own for each organization, as in production.
   */
  readonly opsServices?: 'agents' | 'apart';
  /** Settings for every `agent` and `api` section. */
  readonly agent?: Readonly<Record<string, unknown>>;
  readonly api?: Readonly<Record<string, unknown>>;
  /** Those of one organization's `api` section, by its name. */
  readonly apiOf?: (organizationName: string) => Readonly<Record<string, unknown>>;
}

const OPS_CHANNEL = 'ops-channel';

/** Starts Redis and the network and writes the configurations; agents and API servers are the caller's to start. */
export async function startConsortium(options: ConsortiumOptions): Promise<Consortium> {
  const { channels = ['mychannel'], chaincodes = [], opsServices = 'agents', agent = {}, ...others } = options;
  const { api = {}, apiOf = () => ({}), ...rest } = others;
  const redis = await startRedis(join(options.dir, 'redis'));
  try {
    const network = await createNetwork({ ...rest, channels: [OPS_CHANNEL, ...channels] });
    const consortium = new LocalConsortium({ network, redis, channels, opsServices, agent, api, apiOf });
    await consortium.start(chaincodes);
    return consortium;
  } catch (error) {
    await redis.stop();
    throw error;
  }
}

interface LocalConsortiumOptions {
  readonly network: Network;
  readonly redis: RedisServer;
  readonly channels: readonly string[];
  readonly opsServices: 'agents' | 'apart';
  readonly agent: Readonly<Record<string, unknown>>;
  readonly api: Readonly<Record<string, unknown>>;
  readonly apiOf: (organizationName: string) => Readonly<Record<string, unknown>>;
}

class LocalConsortium implements Consortium {
  readonly network: Network;
  readonly redis: RedisServer;
  readonly opsChannel = OPS_CHANNEL;
  organizations: readonly ConsortiumOrganization[] = [];
  readonly #options: LocalConsortiumOptions;
  readonly #ports = new Map<string, { agentPort: number; apiPort: number }>();
  readonly #opsServices: ServiceProcess[] = [];
  #opsPort = 0;
  /** What every agent may run, also those of organizations that are added. */
  #chaincodes: readonly AllowedChaincode[] = [];

  constructor(options: LocalConsortiumOptions) {
    this.network = options.network;
    this.redis = options.redis;
    this.#options = options;
  }

  async start(chaincodes: readonly AllowedChaincode[]): Promise<void> {
    const { network } = this;
    await network.start();
    this.#opsPort = await freePort(network.organizations.map(({ chaincodeHost }) => chaincodeHost));
    for (const organization of network.organizations) {
      await this.#add(organization);
    }
    await this.allowChaincodes(chaincodes);
    for (const organization of this.organizations) {
      await this.#startOpsService(organization);
    }
  }

  async addOrganization(options: AddOrganizationOptions = {}): Promise<ConsortiumOrganization> {
    const organization = await this.#add(await this.network.addOrganization(options));
    await this.rewriteConfig(organization.name);
    await this.#startOpsService(organization);
    return organization;
  }

  async #add(organization: NetworkOrganization): Promise<ConsortiumOrganization> {
    const [agentPort = 0, apiPort = 0] = await freePorts(2);
    this.#ports.set(organization.name, { agentPort, apiPort });
    const dir = join(this.network.dir, 'opssc', organization.name);
    const token = randomBytes(32).toString('base64url');
    const added = newConsortiumOrganization({ organization, dir, token, agentPort, apiPort });
    this.organizations = [...this.organizations, added];
    return added;
  }

  async #startOpsService({ name, chaincodeHost }: ConsortiumOrganization): Promise<void> {
    if (this.#options.opsServices === 'agents') {
      return;
    }
    const { packageID } = await packageCcaas(opsPackage(this.#opsPort));
    const service = await startServiceProcess({
      name: `${name} OpsSC chaincode`,
      command: [join(opsService.directory, opsService.main)],
      logFile: join(this.network.dir, 'opssc', name, 'chaincode.log'),
      environment: { CHAINCODE_SERVER_ADDRESS: `${chaincodeHost}:${String(this.#opsPort)}`, CHAINCODE_ID: packageID },
    });
    this.#opsServices.push(service);
  }

  organization(name: string): ConsortiumOrganization {
    const organization = this.organizations.find((candidate) => candidate.name === name);
    if (organization === undefined) {
      throw new Error(`no organization ${name} in this consortium`);
    }
    return organization;
  }

  rewriteConfig(organizationName: string): Promise<void> {
    return this.allowChaincodes(this.#chaincodes, organizationName);
  }

  async allowChaincodes(chaincodes: readonly AllowedChaincode[], organizationName?: string): Promise<void> {
    const { network, redis } = this;
    if (organizationName === undefined) {
      this.#chaincodes = chaincodes;
    }
    for (const organization of this.organizations.filter(({ name }) => (organizationName ?? name) === name)) {
      const ports = this.#ports.get(organization.name) ?? { agentPort: 0, apiPort: 0 };
      await organization.writeConfig(
        organizationConfig({
          network,
          organization,
          dir: join(network.dir, 'opssc', organization.name),
          redisUrl: redis.url,
          ...ports,
          tokenHash: createHash('sha256').update(organization.token).digest('hex'),
          opsChannel: OPS_CHANNEL,
          opsPort: this.#opsPort,
          opsRuntime: this.#options.opsServices === 'apart' ? 'external' : 'process',
          chaincodes,
          agent: this.#options.agent,
          api: { ...this.#options.api, ...this.#options.apiOf(organization.name) },
        }),
      );
    }
  }

  async ready(): Promise<void> {
    const wanted = [OPS_CHANNEL, ...this.#options.channels];
    await Promise.all(
      this.organizations.map(({ name, rest }) =>
        waitFor(
          async () => {
            const channels =
              await rest.get<readonly { ID: string; members: readonly string[] }[]>('/channel/getChannels');
            return wanted.every((id) =>
              channels.some((channel) => channel.ID === id && channel.members.length === this.organizations.length),
            );
          },
          { what: `OpsSC at ${name}`, timeout: 120_000, interval: 100 },
        ),
      ),
    );
  }

  async stop(): Promise<void> {
    const results = [
      ...(await Promise.allSettled(this.organizations.map((organization) => organization.stop()))),
      ...(await Promise.allSettled(this.#opsServices.map((service) => service.stop()))),
      ...(await Promise.allSettled([this.network.stop()])),
      ...(await Promise.allSettled([this.redis.stop()])),
    ];
    const failed = results.filter((result) => result.status === 'rejected');
    if (failed.length > 0) {
      throw new AggregateError(
        failed.map(({ reason }) => reason as unknown),
        'not everything stopped cleanly',
      );
    }
  }
}
