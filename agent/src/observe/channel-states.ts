// SPDX-License-Identifier: Apache-2.0

import type { OpsClient } from '@opssc/chaincode/model';

/** Which channels the organizations have told OpsSC to leave alone, as last read from the registry. */
export class ChannelStates {
  readonly #ops: OpsClient;
  #disabled: Promise<ReadonlySet<string>> | undefined;

  constructor(ops: OpsClient) {
    this.#ops = ops;
  }

  async isDisabled(channelID: string): Promise<boolean> {
    this.#disabled ??= this.#read();
    return (await this.#disabled).has(channelID);
  }

  /** To be called when a decision on a channel may have been made. */
  invalidate(): void {
    this.#disabled = undefined;
  }

  async #read(): Promise<ReadonlySet<string>> {
    try {
      const channels = await this.#ops.listChannels();
      return new Set(channels.filter(({ state }) => state === 'disabled').map(({ channelID }) => channelID));
    } catch (error) {
      this.#disabled = undefined;
      throw error;
    }
  }
}
