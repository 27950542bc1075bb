// SPDX-License-Identifier: Apache-2.0

import { blockDataHash, configFromBlock, newConfigBundle } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import { errorMessage } from '../node/error-message.js';
import type { JoinedChannels } from '../node/joined-channels.js';
import type { OrderingMember, OrderingService } from './ordering-service.js';

/** What the participation API says of a channel. */
export interface ParticipationInfo {
  readonly name: string;
  readonly consensusRelation: 'consenter' | 'follower';
  readonly status: 'active';
  readonly height: number;
}

/** A request that can't be done, with the HTTP status that Fabric answers. */
export class ParticipationError extends Error {
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ParticipationError';
    this.status = status;
  }
}

export interface ChannelParticipationOptions {
  readonly member: OrderingMember;
  readonly service: OrderingService;
  readonly joined: JoinedChannels;
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
    const { joined, service, member } = this.#options;
    const chain = joined.has(channelID) ? service.chain(channelID) : undefined;
    if (!chain) {
      throw new ParticipationError(404, 'channel does not exist');
    }
    const isConsenter = chain.config.consenters.some(({ address }) => address === member.address);
    return {
      name: channelID,
      consensusRelation: isConsenter ? 'consenter' : 'follower',
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
}

/** Returns the channel's name: orderer/common/channelparticipation's ValidateJoinBlock. */
function validateJoinBlock(block: common.Block): string {
  try {
    const { channelID, config } = configFromBlock(block);
    const data = block.getData();
    if (!block.getMetadata()?.getMetadataList().length) {
      throw new Error('invalid block: does not have metadata');
    }
    if (!data || !Buffer.from(blockDataHash(data)).equals(block.getHeader()?.getDataHash_asU8() ?? new Uint8Array())) {
      throw new Error('invalid block: Header.DataHash is different from Hash(block.Data)');
    }
    if (!config.getChannelGroup()?.getGroupsMap().has('Application')) {
      throw new Error('invalid config: must contain application config');
    }
    newConfigBundle(channelID, config);
    return channelID;
  } catch (cause) {
    throw new ParticipationError(400, `invalid join block: ${errorMessage(cause)}`, { cause });
  }
}
