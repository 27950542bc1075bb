// SPDX-License-Identifier: Apache-2.0

import type { SignedData } from '@opssc/configtx';
import type { orderer, common, peer } from '@hyperledger/fabric-protos';

/** Another peer of the network, as a gateway knows it: the part of gossip and discovery that it needs. */
export interface GatewayPeer {
  readonly name: string;
  /** `host:port` */
  readonly address: string;
  readonly mspID: string;
  readonly isRunning: boolean;
  /** Undefined: it has not joined. */
  ledgerHeight(channelID: string): bigint | undefined;
  /** It could run the chaincode: the definition is committed and approved, and the package installed. */
  hasChaincode(channelID: string, name: string): boolean;
  /** Any signature of the peer, to tell which policies its signatures satisfy. */
  readonly proof: SignedData;
  /** Throws `ProposalError` as its Endorser service, and `UnavailableError` when it is stopped or stops meanwhile. */
  processProposal(proposal: peer.SignedProposal): Promise<peer.ProposalResponse>;
}

export interface GatewayOrderer {
  readonly address: string;
  readonly mspID: string;
  /** It runs and is a consenter of the channel. */
  serves(channelID: string): boolean;
  broadcast(envelope: common.Envelope): Promise<orderer.BroadcastResponse>;
}

/** All nodes of the network, running or not. */
export interface GatewayNodes {
  peers(): readonly GatewayPeer[];
  orderers(): readonly GatewayOrderer[];
}

export class UnavailableError extends Error {
  constructor(address: string) {
    super(
      `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp ${address}: connect: connection refused"`,
    );
    this.name = 'UnavailableError';
  }
}
