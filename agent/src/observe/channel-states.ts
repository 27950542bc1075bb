// SPDX-License-Identifier: Apache-2.0

import { type ChannelView, isHalted, type OpsClient } from '@opssc/chaincode/model';

/** Which channels the organizations have told OpsSC to leave alone or have halted, as last read from the registry. */
export class ChannelStates {
  readonly #ops: OpsClient;
  #channels: Promise<readonly ChannelView[]> | undefined;

  constructor(ops: OpsClient) {
    this.#ops = ops;
  }

  async isDisabled(channelID: string): Promise<boolean> {
    return (await this.#find(channelID))?.state === 'disabled';
  }

  async isHalted(channelID: string): Promise<boolean> {
    const channel = await this.#find(channelID);
    return channel?.halt !== undefined && isHalted([channel.halt]);
  }

  /** To be called when a decision on a channel may have been made. */
  invalidate(): void {
    this.#channels = undefined;
  }

  async #find(channelID: string): Promise<ChannelView | undefined> {
    this.#channels ??= this.#read();
    return (await this.#channels).find((channel) => channel.channelID === channelID);
  }

  async #read(): Promise<readonly ChannelView[]> {
    try {
      return await this.#ops.listChannels();
    } catch (error) {
      this.#channels = undefined;
      throw error;
    }
  }
}
