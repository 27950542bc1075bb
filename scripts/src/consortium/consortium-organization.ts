// SPDX-License-Identifier: Apache-2.0

import type { NetworkOrganization } from '@opssc/network';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { repositoryRoot } from '../repository-root.js';
import { newRestClient, type RestClient } from './rest-client.js';
import { type ServiceProcess, startServiceProcess } from './service-process.js';
import { waitFor } from './wait-for.js';

/** One organization of a consortium on this machine: its configuration file, agent and API server. */
export interface ConsortiumOrganization extends NetworkOrganization {
  readonly configFile: string;
  /** Where its agent keeps its checkpoints. */
  readonly stateDir: string;
  readonly apiUrl: string;
  readonly agentUrl: string;
  /** Bearer token of its REST API. */
  readonly token: string;
  readonly rest: RestClient;
  /** The running processes, or undefined. */
  readonly agent: ServiceProcess | undefined;
  readonly api: ServiceProcess | undefined;
  writeConfig(config: Readonly<Record<string, unknown>>): Promise<void>;
  /** Does not wait until the agent is ready: an agent starts whatever is up or down. */
  startAgent(options?: StartAgentOptions): Promise<ServiceProcess>;
  /** Resolves when OpsSC answers at its own peers: an agent that runs the OpsSC service takes it along when it stops. */
  opsAnswer(): Promise<void>;
  /** Resolves when the API server answers. */
  startApi(): Promise<ServiceProcess>;
  stop(): Promise<void>;
}

export interface StartAgentOptions {
  /** Another entry point than the agent's own, for instance one that kills itself at a chosen moment. */
  readonly main?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ConsortiumOrganizationOptions {
  readonly organization: NetworkOrganization;
  readonly dir: string;
  readonly token: string;
  readonly agentPort: number;
  readonly apiPort: number;
}

export function newConsortiumOrganization(options: ConsortiumOrganizationOptions): ConsortiumOrganization {
  return new LocalOrganization(options);
}

const AGENT_MAIN = join(repositoryRoot, 'agent/dist/src/main.js');
const API_MAIN = join(repositoryRoot, 'api-server/dist/src/main.js');

class LocalOrganization implements ConsortiumOrganization {
  readonly name: string;
  readonly mspID: string;
  readonly domain: string;
  readonly dir: string;
  readonly peers: NetworkOrganization['peers'];
  readonly orderers: NetworkOrganization['orderers'];
  readonly admin: NetworkOrganization['admin'];
  readonly user: NetworkOrganization['user'];
  readonly tlsRootCertFile: string;
  readonly chaincodeHost: string;
  readonly crypto: NetworkOrganization['crypto'];
  readonly configFile: string;
  readonly stateDir: string;
  readonly apiUrl: string;
  readonly agentUrl: string;
  readonly token: string;
  readonly rest: RestClient;
  readonly #files: string;
  #agent: ServiceProcess | undefined;
  #api: ServiceProcess | undefined;

  constructor(options: ConsortiumOrganizationOptions) {
    const { organization, dir, token, agentPort, apiPort } = options;
    this.name = organization.name;
    this.mspID = organization.mspID;
    this.domain = organization.domain;
    this.dir = organization.dir;
    this.peers = organization.peers;
    this.orderers = organization.orderers;
    this.admin = organization.admin;
    this.user = organization.user;
    this.tlsRootCertFile = organization.tlsRootCertFile;
    this.chaincodeHost = organization.chaincodeHost;
    this.crypto = organization.crypto;
    this.#files = dir;
    this.configFile = join(dir, 'opssc.yaml');
    this.stateDir = join(dir, 'agent');
    this.apiUrl = `http://127.0.0.1:${String(apiPort)}`;
    this.agentUrl = `http://127.0.0.1:${String(agentPort)}`;
    this.token = token;
    this.rest = newRestClient(this.apiUrl, token);
  }

  get agent(): ServiceProcess | undefined {
    return this.#agent;
  }

  get api(): ServiceProcess | undefined {
    return this.#api;
  }

  async writeConfig(config: Readonly<Record<string, unknown>>): Promise<void> {
    await mkdir(this.#files, { recursive: true });
    await writeFile(this.configFile, stringify(config));
  }

  async startAgent({ main = AGENT_MAIN, environment = {} }: StartAgentOptions = {}): Promise<ServiceProcess> {
    this.#agent = await startServiceProcess({
      name: `${this.name} agent`,
      command: [main, '--config', this.configFile],
      logFile: join(this.#files, 'agent.log'),
      environment,
    });
    return this.#agent;
  }

  async opsAnswer(): Promise<void> {
    await waitFor(async () => (await this.rest.get<unknown>('/channel/getChannels')) !== undefined, {
      what: `OpsSC at ${this.name}`,
    });
  }

  async startApi(): Promise<ServiceProcess> {
    const api = await startServiceProcess({
      name: `${this.name} API server`,
      command: [API_MAIN, '--config', this.configFile],
      logFile: join(this.#files, 'api.log'),
    });
    this.#api = api;
    await waitFor(
      async () => {
        if (!api.running) {
          throw new Error(`it ended with ${String(await api.exited)}; see ${join(this.#files, 'api.log')}`);
        }
        return (await fetch(`${this.apiUrl}/healthz`)).ok;
      },
      { what: `${api.name} answers` },
    );
    return api;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#agent?.stop(), this.#api?.stop()]);
    this.#agent = undefined;
    this.#api = undefined;
  }
}
