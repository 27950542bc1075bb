// SPDX-License-Identifier: Apache-2.0

import type { Conditions } from '../health/conditions.js';

type NotedConditions = Pick<Conditions, 'fail' | 'note' | 'forget'>;

export interface MembershipsOptions {
  readonly mspID: string;
  readonly opsChannel: string;
  readonly conditions: NotedConditions;
}

/**
 * On which channels the organization takes part, as last seen: an own peer has joined, and the channel's configuration
 * has the organization in it. Nothing is done on the others.
 */
export class Memberships {
  readonly #mspID: string;
  readonly #opsChannel: string;
  readonly #conditions: NotedConditions;
  #joined: ReadonlySet<string> | undefined;
  readonly #left = new Set<string>();

  constructor(options: MembershipsOptions) {
    this.#mspID = options.mspID;
    this.#opsChannel = options.opsChannel;
    this.#conditions = options.conditions;
  }

  /** Whether there is anything to act on: until it is known, and while a look failed, there may be. */
  actsOn(channelID: string): boolean {
    return !this.#left.has(channelID) && (this.#joined === undefined || this.#joined.has(channelID));
  }

  hasJoined(channelID: string): boolean {
    return this.#joined?.has(channelID) === true;
  }

  /** The channel has the organization no more. */
  hasLeft(channelID: string): boolean {
    return this.#left.has(channelID);
  }

  /** Channels that the organization is on no more. */
  get left(): readonly string[] {
    return [...this.#left];
  }

  /** Channels that own peers have joined, by those that answered; what the others have joined is as it was. */
  noteJoined(channels: ReadonlySet<string>, options: { readonly complete: boolean }): void {
    if (options.complete) {
      this.#joined = channels;
    } else if (this.#joined !== undefined) {
      this.#joined = new Set([...this.#joined, ...channels]);
    }
  }

  noteMember(channelID: string): void {
    if (this.#left.delete(channelID)) {
      this.#conditions.forget(conditionOf(channelID));
    }
  }

  /** The organization was taken out of the channel's configuration: said once, and shown until it is back. */
  noteLeft(channelID: string): void {
    this.#left.add(channelID);
    const remark = `${this.#mspID} is not a member of ${channelID} any more: nothing is done there`;
    if (channelID === this.#opsChannel) {
      this.#conditions.fail(conditionOf(channelID), remark);
    } else {
      this.#conditions.note(conditionOf(channelID), remark);
    }
  }
}

function conditionOf(channelID: string): string {
  return `member of ${channelID}`;
}
