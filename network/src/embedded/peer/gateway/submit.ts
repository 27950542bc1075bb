// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { configFromBlock } from '@opssc/configtx';
import { common, gateway } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../../ledger/ledger.js';
import { readOrdererConfig } from '../../orderer/orderer-config.js';
import { channelOrderers } from '../channel-orderers.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError, type GatewayErrorDetail } from './gateway-error.js';
import { UnavailableError } from './gateway-peer.js';

/** Hands a signed transaction to the ordering service: to the first of the channel's orderers that takes it. */
export async function submit(
  request: gateway.SubmitRequest,
  { nodes, channelOf }: GatewayContext,
): Promise<gateway.SubmitResponse> {
  const transaction = request.getPreparedTransaction();
  if (!transaction) {
    throw new GatewayError(status.INVALID_ARGUMENT, 'a prepared transaction is required');
  }
  if (transaction.getSignature_asU8().length === 0) {
    throw new GatewayError(status.INVALID_ARGUMENT, 'prepared transaction must be signed');
  }
  const channelID = request.getChannelId();
  const channel = channelOf(channelID);
  if (!channel) {
    throw new GatewayError(
      status.FAILED_PRECONDITION,
      `failed to get config for channel [${channelID}]: could not get last config for channel ${channelID}`,
    );
  }
  const endpoints = channelOrderers(channel);
  const details: GatewayErrorDetail[] = [];
  for (const orderer of nodes.orderers().filter(({ address }) => endpoints.includes(address))) {
    const { address, mspID } = orderer;
    if (!orderer.serves(channelID)) {
      details.push({ address, mspID, message: new UnavailableError(address).message });
      continue;
    }
    const response = await orderer.broadcast(transaction);
    const code = response.getStatus();
    if (code === common.Status.SUCCESS) {
      return new gateway.SubmitResponse();
    }
    const message = `received unsuccessful response from orderer: status=${statusName(code)}, info=${response.getInfo()}`;
    if (code >= 400 && code < 500) {
      throw new GatewayError(status.ABORTED, message);
    }
    details.push({ address, mspID, message });
  }
  throw new GatewayError(status.UNAVAILABLE, nobodyTook(channel), details);
}

function nobodyTook(channel: ChannelLedger): string {
  const { consensusType } = readOrdererConfig(configFromBlock(channel.lastConfigBlock).config);
  return consensusType === 'BFT'
    ? 'insufficient number of orderers could successfully process transaction to satisfy quorum requirement'
    : 'no orderers could successfully process transaction';
}

function statusName(code: number): string {
  const [name] = Object.entries(common.Status).find(([, value]) => value === code) ?? [];
  return name ?? String(code);
}
