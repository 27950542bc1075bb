// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Deployment } from '../desired/deployment.js';
import { TerminalError } from '../errors/terminal-error.js';
import type { OnSideEffect } from '../side-effect.js';
import type { AllowedChaincode, AllowedProcess } from './allowed-chaincode.js';
import { probe } from './probe.js';
import { type ProcessDescription, ProcessFiles } from './process-files.js';
import { selectRuntime } from './select-runtime.js';
import { serviceAddress } from './service-address.js';
import { ServiceProcess } from './service-process.js';
import type { ServiceState } from './service-state.js';
import { SourceCheck } from './source-check.js';

export interface ChaincodeServicesOptions {
  readonly allowed: readonly AllowedChaincode[];
  /** The organization's values for templates in connections, as its peers have them. */
  readonly templateValues: Readonly<Record<string, string>>;
  /** Hosts beside those values that a connection may lead to. */
  readonly chaincodeHosts: readonly string[];
  readonly stateDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onSideEffect: OnSideEffect;
  /** Called when a process that was started takes connections. */
  readonly onAnswer: (service: ProcessDescription) => void;
}

const probeMilliseconds = 500;
const probeEveryMilliseconds = 50;
const mostProbes = 200;

/** The chaincode services of the organization: those that the agent runs, and those that it waits for. */
export class ChaincodeServices {
  readonly #options: ChaincodeServicesOptions;
  readonly #dir: string;
  /** By package ID: never two for one. */
  readonly #processes = new Map<string, ServiceProcess>();
  /** Chaincodes (`channel|name`) that a package ID serves: one package may be defined on several channels. */
  readonly #users = new Map<string, Set<string>>();
  /** By package ID: kept over a restart, when the ledger cannot be asked. */
  readonly #digests = new Map<string, string>();
  readonly #sources: SourceCheck;
  #changes: Promise<unknown> = Promise.resolve();

  constructor(options: ChaincodeServicesOptions) {
    this.#options = options;
    this.#dir = join(options.stateDir, 'services');
    this.#sources = new SourceCheck(options.clock);
  }

  /** Takes over the processes that an earlier agent left, and stops those that are no longer allowed. */
  async open(): Promise<void> {
    for (const description of await ProcessFiles.list(this.#dir)) {
      const files = new ProcessFiles(this.#dir, description.packageID);
      this.#noteDigest(description);
      if ((await files.running()) !== undefined) {
        const left = this.#newProcess(description, undefined);
        await left.start();
        this.#processes.set(description.packageID, left);
        this.#usersOf(description.packageID).add(`${description.channelID}|${description.chaincodeName}`);
        if (this.#entriesFor(description).length === 0) {
          await this.#stopProcess(left);
        }
      }
    }
  }

  /** The source that the package's process was last started from; undefined: not known here. */
  sourceDigestOf(packageID: string): string | undefined {
    return this.#digests.get(packageID);
  }

  /** Reads only. */
  async observe(deployment: Deployment): Promise<ServiceState> {
    const { allowed } = this.#options;
    const runtime = selectRuntime(allowed, deployment);
    if (runtime.runtime === 'refused') {
      return { state: 'refused', reason: runtime.reason };
    }
    const address = this.#addressOf(deployment);
    if (address instanceof TerminalError) {
      return { state: 'refused', reason: address.message };
    }
    const silence = await probe({ address, timeoutMs: probeMilliseconds });
    if (runtime.runtime === 'external') {
      return silence === undefined ? { state: 'answers', address } : { state: 'silent', address, reason: silence };
    }
    this.#noteUser(deployment);
    const own = this.#processes.get(deployment.packageID);
    if (own?.entry !== undefined) {
      return silence === undefined
        ? { state: 'answers', address }
        : { state: 'starting', address, reason: own.lastEnd === undefined ? silence : `the process ${own.lastEnd}` };
    }
    const mismatch = await this.#sources.recent(runtime.entry);
    if (mismatch !== undefined) {
      return { state: 'refused', reason: mismatch };
    }
    if (own === undefined && this.#at(address).length > 0) {
      return { state: 'deferred', address };
    }
    // What somebody else runs there stays: a second process could not have the address.
    return { state: own === undefined && silence === undefined ? 'answers' : 'stopped', address };
  }

  /** Starts the process of a deployment that was observed as `stopped` or `deferred`; a running one is left as it is. */
  start(deployment: Deployment): Promise<void> {
    return this.#inTurn(async () => {
      const runtime = selectRuntime(this.#options.allowed, deployment);
      const address = this.#addressOf(deployment);
      const own = this.#processes.get(deployment.packageID);
      if (runtime.runtime !== 'process' || address instanceof TerminalError || own?.entry !== undefined) {
        return;
      }
      // The code may have changed since it was observed.
      const mismatch = await this.#sources.now(runtime.entry);
      if (mismatch !== undefined) {
        throw new TerminalError(mismatch);
      }
      await own?.release();
      for (const older of this.#at(address).filter((other) => other !== own)) {
        await this.#stopProcess(older);
      }
      const { packageID, channelID, definition, sourceDigest: digest } = deployment;
      const description: ProcessDescription = {
        packageID,
        channelID,
        chaincodeName: definition.name,
        address,
        ...(digest === undefined ? {} : { sourceDigest: digest }),
      };
      this.#noteDigest(description);
      const started = this.#newProcess(description, runtime.entry);
      this.#processes.set(packageID, started);
      await started.start();
      void this.#announce(started);
    });
  }

  /** Stops the processes of a chaincode that `isRetired` names, unless another chaincode uses them too. */
  retire(options: {
    readonly channelID: string;
    readonly chaincodeName: string;
    readonly isRetired: (packageID: string) => boolean;
  }): Promise<void> {
    const user = `${options.channelID}|${options.chaincodeName}`;
    return this.#inTurn(async () => {
      const retired = [...this.#processes.values()].filter(({ description: { packageID } }) => {
        const users = this.#users.get(packageID) ?? new Set();
        return users.has(user) && options.isRetired(packageID) && users.delete(user) && users.size === 0;
      });
      await Promise.all(retired.map((service) => this.#stopProcess(service)));
    });
  }

  /** Ends the agent's care: each process is stopped, or left for the next agent, as configured. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      await Promise.all(
        [...this.#processes.values()].map((service) => (this.#isLeft(service) ? service.release() : service.stop())),
      );
      this.#processes.clear();
    });
  }

  /** A process takes a moment until it listens, and somebody waits for it. */
  async #announce(service: ServiceProcess): Promise<void> {
    const { clock, onAnswer } = this.#options;
    const { packageID, address } = service.description;
    for (let tries = 0; tries < mostProbes && this.#processes.get(packageID) === service; tries += 1) {
      if ((await probe({ address, timeoutMs: probeMilliseconds })) === undefined) {
        onAnswer(service.description);
        return;
      }
      await clock.delay(probeEveryMilliseconds);
    }
  }

  /** Whether it outlives the agent. One that was taken over and not yet needed goes by what is allowed for its name. */
  #isLeft({ entry, description }: ServiceProcess): boolean {
    const entries = entry === undefined ? this.#entriesFor(description) : [entry];
    return entries.some(({ onStop }) => onStop === 'leave');
  }

  #entriesFor({ channelID, chaincodeName }: ProcessDescription): readonly AllowedProcess[] {
    return this.#options.allowed
      .filter((entry) => entry.runtime === 'process')
      .filter(({ name, channel = channelID }) => name === chaincodeName && channel === channelID);
  }

  #at(address: string): readonly ServiceProcess[] {
    return [...this.#processes.values()].filter(({ description }) => description.address === address);
  }

  #noteUser({ packageID, channelID, definition }: Deployment): void {
    this.#usersOf(packageID).add(`${channelID}|${definition.name}`);
  }

  #noteDigest({ packageID, sourceDigest: digest }: ProcessDescription): void {
    if (digest !== undefined) {
      this.#digests.set(packageID, digest);
    }
  }

  #usersOf(packageID: string): Set<string> {
    const users = this.#users.get(packageID) ?? new Set<string>();
    this.#users.set(packageID, users);
    return users;
  }

  async #stopProcess(service: ServiceProcess): Promise<void> {
    const { packageID } = service.description;
    this.#options.logger.info({ packageID }, 'stopping the chaincode process');
    await service.stop();
    await new ProcessFiles(this.#dir, packageID).remove();
    this.#digests.delete(packageID);
    this.#processes.delete(packageID);
    this.#users.delete(packageID);
  }

  #addressOf({ addressTemplate }: Deployment): string | TerminalError {
    try {
      return serviceAddress(addressTemplate, this.#options);
    } catch (error) {
      if (error instanceof TerminalError) {
        return error;
      }
      throw error;
    }
  }

  #newProcess(description: ProcessDescription, entry: AllowedProcess | undefined): ServiceProcess {
    const { clock, logger, onSideEffect } = this.#options;
    return new ServiceProcess({ description, entry, dir: this.#dir, clock, logger, onSideEffect });
  }

  /** Starts and stops come one after the other, so that no two processes want one address. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const turn = this.#changes.then(change, change);
    this.#changes = turn.catch(() => undefined);
    return turn;
  }
}
