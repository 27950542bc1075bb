// SPDX-License-Identifier: Apache-2.0

import { configFromBlock, newConfigBundle } from '@opssc/configtx';
import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../../ledger/ledger.js';
import { errorMessage } from '../../node/error-message.js';
import type { AccessControl } from '../access-control.js';
import type { Invocation } from '../chaincode/invocation.js';
import { failure, success } from './response.js';
import { argumentText, type PeerSystemChaincode } from './system-chaincode-call.js';

/** The channels of a peer, as its configuration chaincode manages them. */
export interface ChannelManager {
  readonly channels: readonly string[];
  channel(channelID: string): ChannelLedger | undefined;
  /** Throws when the peer has the channel already. */
  join(channelID: string, block: common.Block): Promise<void>;
}

export interface CsccOptions {
  readonly access: AccessControl;
  readonly manager: ChannelManager;
}

/** Joins and configuration: core/scc/cscc of Fabric. */
export function newCscc(options: CsccOptions): PeerSystemChaincode {
  return async (args, invocation) => {
    const name = argumentText(args, 0);
    const isChannelless = name === 'GetChannels' || name === 'JoinBySnapshotStatus';
    if (args.length < (isChannelless ? 1 : 2)) {
      return failure(`Incorrect number of arguments, ${args.length}`);
    }
    if (invocation.invokedChaincode !== 'cscc') {
      return failure(
        `Rejecting invoke of CSCC from another chaincode, original invocation for '${invocation.invokedChaincode}'`,
      );
    }
    switch (name) {
      case 'JoinChain':
        return await joinChain(args[1] ?? new Uint8Array(), invocation, options);
      case 'GetChannels':
        return getChannels(invocation, options);
      case 'GetConfigBlock':
      case 'GetChannelConfig':
        return getConfig(name, argumentText(args, 1), invocation, options);
      case 'JoinChainBySnapshot':
      case 'JoinBySnapshotStatus':
        return failure('snapshots are not supported by the embedded network yet');
      default:
        return failure(`Requested function ${name} not found.`);
    }
  };
}

async function joinChain(
  bytes: Uint8Array,
  { creator }: Invocation,
  { access, manager }: CsccOptions,
): Promise<peer.Response> {
  let block: common.Block;
  try {
    block = common.Block.deserializeBinary(bytes);
  } catch (error) {
    return failure(`Failed to reconstruct the genesis block, ${errorMessage(error)}`);
  }
  let channelID: string;
  try {
    channelID = validateConfigBlock(block);
  } catch (error) {
    return failure(
      `"JoinChain" request failed because of validation of configuration block, because of ${errorMessage(error)}`,
    );
  }
  const denied = access.check('cscc/JoinChain', '', creator);
  if (denied !== undefined) {
    return failure(`access denied for [JoinChain][${channelID}]: [${denied}]`);
  }
  await manager.join(channelID, block);
  return success();
}

function getChannels({ creator }: Invocation, { access, manager }: CsccOptions): peer.Response {
  const denied = access.check('cscc/GetChannels', '', creator);
  if (denied !== undefined) {
    return failure(`access denied for [GetChannels]: ${denied}`);
  }
  const response = new peer.ChannelQueryResponse();
  response.setChannelsList(
    manager.channels.map((channelID) => {
      const info = new peer.ChannelInfo();
      info.setChannelId(channelID);
      return info;
    }),
  );
  return success(response.serializeBinary());
}

function getConfig(
  name: 'GetConfigBlock' | 'GetChannelConfig',
  channelID: string,
  { creator }: Invocation,
  { access, manager }: CsccOptions,
): peer.Response {
  const denied = access.check(`cscc/${name}`, channelID, creator);
  if (denied !== undefined) {
    return failure(`access denied for [${name}][${channelID}]: ${denied}`);
  }
  const channel = manager.channel(channelID);
  if (!channel) {
    return failure(`Unknown channel ID, ${channelID}`);
  }
  const block = channel.lastConfigBlock;
  return success((name === 'GetConfigBlock' ? block : configFromBlock(block).config).serializeBinary());
}

function validateConfigBlock(block: common.Block): string {
  const { channelID, config } = configFromBlock(block);
  if (!config.getChannelGroup()?.getGroupsMap().has('Application')) {
    throw new Error('Invalid configuration block, missing Application configuration group');
  }
  newConfigBundle(channelID, config);
  return channelID;
}
