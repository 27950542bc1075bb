// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { CreateChannel, Proposal } from '@opssc/chaincode/model';
import { type ChannelProfile, newGenesisBlock, parseChannelProfile } from '@opssc/configtx';
import { createHash } from 'node:crypto';
import { TerminalError } from '../errors/terminal-error.js';

/** A channel that is to be created, computed from its proposal alone: the same at every organization. */
export interface ChannelCreation {
  readonly channelID: string;
  readonly genesisBlock: common.Block;
  /** MSP IDs of those with peers on it. */
  readonly application: readonly string[];
  /** MSP IDs of those with ordering nodes on it. */
  readonly orderer: readonly string[];
}

const nonceLength = 24;

/**
 * The nonce is the start of SHA-256 of `ID:DIGEST`, the time that of the proposal.
 *
 * @throws TerminalError when the profile gives no channel, or another one than what was voted on
 */
export function genesisOfProposal({ id, digest, created }: Proposal, body: CreateChannel): ChannelCreation {
  const { channelID, organizations } = body;
  try {
    const profile = parseChannelProfile(body.profile);
    const application = mspIDs(profile.application);
    const orderer = mspIDs(profile.orderer);
    const named = [...new Set([...application, ...orderer])].sort();
    if (profile.channelID !== channelID) {
      throw new Error(`the profile is of channel ${profile.channelID}, not of ${channelID}`);
    }
    if (named.join() !== [...organizations].sort().join()) {
      throw new Error(`the profile has ${named.join(', ')}, but what was voted on are ${organizations.join(', ')}`);
    }
    const nonce = createHash('sha256').update(`${id}:${digest}`).digest().subarray(0, nonceLength);
    const genesisBlock = newGenesisBlock(profile, { nonce, timestamp: new Date(created) });
    return { channelID, genesisBlock, application, orderer };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TerminalError(`the proposal gives no channel: ${reason}`, { cause: error });
  }
}

function mspIDs({ organizations }: Pick<ChannelProfile['application'], 'organizations'>): readonly string[] {
  return organizations.map(({ msp }) => msp.mspID);
}
