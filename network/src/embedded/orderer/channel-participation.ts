// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { errorMessage } from '../node/error-message.js';
import type { JoinedChannels } from '../node/joined-channels.js';
import { unpackEnvelope } from '../node/unpack-envelope.js';
import { orderMessage } from './broadcast-service.js';
import type { Chain } from './chain.js';
import { consenterOf } from './consenter-of.js';
import type { OrderingMember, OrderingService } from './ordering-service.js';
import { ParticipationError } from './participation-error.js';
import { validateJoinBlock } from './validate-join-block.js';

/** What the participation API says of a channel. */
export interface ParticipationInfo {
  readonly name: string;
  /** A follower has the channel's blocks, but neither orders nor delivers. */
  readonly consensusRelation: 'consenter' | 'follower';
  readonly status: 'active';
  readonly height: number;
}

export interface ChannelParticipationOptions {
  readonly member: OrderingMember;
  readonly service: OrderingService;
  readonly joined: JoinedChannels;
  readonly now: () => Date;
}

/** The channels of one orderer: orderer/common/multichannel's registrar as its participation API shows it. */
export class ChannelParticipation {
  readonly #options: ChannelParticipationOptions;

  constructor(options: ChannelParticipationOptions) {
    this.#options = options;
  }

  list(): string[] {
    return this.#options.joined.list;
  }

  /** @throws ParticipationError 404 when it is not joined. */
  info(channelID: string): ParticipationInfo {
    const chain = this.#chain(channelID, 404, 'channel does not exist');
    return {
      name: channelID,
      consensusRelation: this.#isConsenter(chain) ? 'consenter' : 'follower',
      status: 'active',
      height: Number(chain.height),
    };
  }

  /** @throws ParticipationError 400 when it is no block to join by, 405 when it is joined already. */
  async join(block: common.Block): Promise<ParticipationInfo> {
    const { joined, service } = this.#options;
    const channelID = validateJoinBlock(block);
    if (joined.has(channelID)) {
      throw new ParticipationError(405, 'cannot join: channel already exists');
    }
    try {
      await service.join(channelID, block);
    } catch (cause) {
      throw new ParticipationError(400, `cannot join: ${errorMessage(cause)}`, { cause });
    }
    await joined.add(channelID);
    service.membersChanged();
    return this.info(channelID);
  }

  /** @throws ParticipationError 404 when it is not joined. */
  async remove(channelID: string): Promise<void> {
    const { joined, service } = this.#options;
    if (!joined.has(channelID)) {
      throw new ParticipationError(404, 'cannot remove: channel does not exist');
    }
    await joined.remove(channelID);
    await service.left(channelID);
  }

  /**
   * Has a configuration update ordered.
   *
   * @param transaction of type CONFIG_UPDATE
   * @throws ParticipationError 400 when it is refused, 403 at a follower, 405 when the channel is not joined
   */
  async update(transaction: common.Envelope): Promise<ParticipationInfo> {
    const { member, now } = this.#options;
    const channelID = channelOfUpdate(transaction);
    const chain = this.#chain(channelID, 405, 'cannot update: channel does not exist');
    if (!this.#isConsenter(chain)) {
      throw new ParticipationError(403, 'cannot update: channel is not ready, he is a follower');
    }
    try {
      await orderMessage(transaction, chain, { identity: member.identity, now });
    } catch (cause) {
      const reason = errorMessage(cause);
      throw new ParticipationError(400, `cannot update: failed update config of channel ${channelID}: ${reason}`, {
        cause,
      });
    }
    return this.info(channelID);
  }

  /**
   * @param position `newest`, `oldest`, `config` or a block's number
   * @throws ParticipationError 404 at a follower, and when there is no such channel or block
   */
  block(channelID: string, position: string): common.Block {
    const chain = this.#chain(channelID, 404, 'channel does not exist');
    if (!this.#isConsenter(chain)) {
      throw new ParticipationError(404, 'channel is not ready, he is a follower');
    }
    const positions = { newest: chain.height - 1n, oldest: 0n, config: chain.state.block };
    const number = isNamed(position) ? positions[position] : BigInt(position);
    const block = chain.getBlock(number);
    if (!block) {
      throw new ParticipationError(404, `no such block number [${number.toString()}] in index`);
    }
    return block;
  }

  #chain(channelID: string, status: number, message: string): Chain {
    const { joined, service } = this.#options;
    const chain = joined.has(channelID) ? service.chain(channelID) : undefined;
    if (!chain) {
      throw new ParticipationError(status, message);
    }
    return chain;
  }

  #isConsenter({ config }: Chain): boolean {
    return consenterOf(config, this.#options.member.keys) !== undefined;
  }
}

/** channelparticipation.ValidateUpdateConfigEnvelope */
function channelOfUpdate(transaction: common.Envelope): string {
  try {
    const { channelHeader } = unpackEnvelope(transaction);
    if (channelHeader.getType() !== common.HeaderType.CONFIG_UPDATE) {
      throw new Error('bad type');
    }
    if (channelHeader.getChannelId() === '') {
      throw new Error('empty channel id');
    }
    return channelHeader.getChannelId();
  } catch (cause) {
    throw new ParticipationError(400, `invalid config update envelope: ${errorMessage(cause)}`, { cause });
  }
}

function isNamed(position: string): position is 'newest' | 'oldest' | 'config' {
  return ['newest', 'oldest', 'config'].includes(position);
}
