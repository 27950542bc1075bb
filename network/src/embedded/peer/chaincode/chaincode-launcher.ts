// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';
import type { PackageStore } from '../../ledger/ledger.js';
import { wrapError } from '../../node/error-message.js';
import { ChaincodeStream } from './chaincode-stream.js';
import { dialChaincode } from './dial-chaincode.js';
import type { MessageType } from './message-type.js';
import type { RequestHandler } from './requests/request-handler.js';

export interface ChaincodeLauncherOptions {
  readonly packages: PackageStore;
  readonly handlers: ReadonlyMap<MessageType, RequestHandler>;
}

/** `chaincode.startuptimeout` of core.yaml. */
const startupTimeoutMs = 300_000;

/** The chaincode services that a peer talks to: one connection a package ID, dialled when it is first needed. */
export class ChaincodeLauncher {
  readonly #options: ChaincodeLauncherOptions;
  readonly #launches = new Map<string, Promise<ChaincodeStream>>();

  constructor(options: ChaincodeLauncherOptions) {
    this.#options = options;
  }

  /** @throws Error in Fabric's words when the service can't be had; the next call tries again. */
  async launch(packageID: string): Promise<ChaincodeStream> {
    let launch = this.#launches.get(packageID);
    if (!launch) {
      launch = this.#start(packageID);
      this.#launches.set(packageID, launch);
    }
    try {
      return await launch;
    } catch (cause) {
      this.#forget(packageID, launch);
      throw wrapError(`could not launch chaincode ${packageID}`, cause);
    }
  }

  async close(): Promise<void> {
    const launches = [...this.#launches.values()];
    this.#launches.clear();
    for (const outcome of await Promise.allSettled(launches)) {
      if (outcome.status === 'fulfilled') {
        outcome.value.close();
      }
    }
  }

  async #start(packageID: string): Promise<ChaincodeStream> {
    const client = await this.#dial(packageID);
    const stream = new ChaincodeStream({ call: client.connect(), packageID, handlers: this.#options.handlers });
    const launch = this.#launches.get(packageID);
    stream.ended.addEventListener('abort', () => {
      client.close();
      this.#forget(packageID, launch);
    });
    try {
      await stream.registered(startupTimeoutMs);
      return stream;
    } catch (error) {
      stream.close();
      throw error;
    }
  }

  async #dial(packageID: string): Promise<peer.ChaincodeClient> {
    const connection = await this.#options.packages.connection(packageID);
    if (!connection) {
      throw new Error('error building chaincode: no connection.json: only chaincode as a service runs here');
    }
    try {
      return await dialChaincode(packageID, connection);
    } catch (cause) {
      throw wrapError(`connection to ${packageID} failed`, cause);
    }
  }

  /** Only if it is still this launch: another may have taken its place. */
  #forget(packageID: string, launch: Promise<ChaincodeStream> | undefined): void {
    if (this.#launches.get(packageID) === launch) {
      this.#launches.delete(packageID);
    }
  }
}
