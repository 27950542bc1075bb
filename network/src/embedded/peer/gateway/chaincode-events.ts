// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { gateway, orderer, peer, type common } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../../ledger/ledger.js';
import { followBlocks } from '../../node/block-feed.js';
import { errorMessage } from '../../node/error-message.js';
import { ledgerFeed } from '../ledger-feed.js';
import { blockTransactions } from '../block-transactions.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';

export interface ChaincodeEventsOptions {
  readonly signedRequest: gateway.SignedChaincodeEventsRequest;
  readonly context: GatewayContext;
  readonly signal: AbortSignal;
  readonly send: (response: gateway.ChaincodeEventsResponse) => Promise<void>;
}

/** Sends the events of a chaincode block by block, until the client goes away. */
export async function chaincodeEvents({ signedRequest, context, signal, send }: ChaincodeEventsOptions): Promise<void> {
  const request = parse(signedRequest);
  const channelID = request.getChannelId();
  const denied = context.access.check('gateway/ChaincodeEvents', channelID, {
    data: signedRequest.getRequest_asU8(),
    identity: request.getIdentity_asU8(),
    signature: signedRequest.getSignature_asU8(),
  });
  if (denied !== undefined) {
    throw new GatewayError(status.PERMISSION_DENIED, denied);
  }
  const channel = context.channelOf(channelID);
  if (!channel) {
    throw new GatewayError(status.NOT_FOUND, `channel does not exist: ${channelID}`);
  }
  const matches = eventMatcher(request);
  for await (const block of followBlocks(ledgerFeed(channel), startBlock(request, channel), signal)) {
    const events = eventsOf(block).filter(matches);
    if (events.length > 0) {
      const response = new gateway.ChaincodeEventsResponse();
      response.setBlockNumber(block.getHeader()?.getNumber() ?? 0);
      response.setEventsList(events);
      await send(response);
    }
  }
}

function parse(signedRequest: gateway.SignedChaincodeEventsRequest): gateway.ChaincodeEventsRequest {
  const bytes = signedRequest.getRequest_asU8();
  if (bytes.length === 0) {
    throw new GatewayError(status.INVALID_ARGUMENT, 'a chaincode events request is required');
  }
  try {
    return gateway.ChaincodeEventsRequest.deserializeBinary(bytes);
  } catch (error) {
    throw new GatewayError(status.INVALID_ARGUMENT, `invalid chaincode events request: ${errorMessage(error)}`);
  }
}

/** The block of the transaction after which events are wanted, if it is known, else the start position. */
function startBlock(request: gateway.ChaincodeEventsRequest, channel: ChannelLedger): bigint {
  const after = request.getAfterTransactionId();
  const transaction = after ? channel.getTransaction(after) : undefined;
  if (transaction) {
    return transaction.block;
  }
  const position = request.getStartPosition();
  const { TypeCase } = orderer.SeekPosition;
  switch (position?.getTypeCase() ?? TypeCase.TYPE_NOT_SET) {
    case TypeCase.SPECIFIED:
      return BigInt(position?.getSpecified()?.getNumber() ?? 0);
    case TypeCase.NEXT_COMMIT:
    case TypeCase.TYPE_NOT_SET:
      return channel.height;
    default:
      throw new GatewayError(status.INVALID_ARGUMENT, 'invalid start position type');
  }
}

/** Stateful: nothing matches up to and including the events of the given transaction. */
function eventMatcher(request: gateway.ChaincodeEventsRequest): (event: peer.ChaincodeEvent) => boolean {
  const after = request.getAfterTransactionId();
  let hasPassed = after === '';
  return (event) => {
    if (!hasPassed) {
      hasPassed = event.getTxId() === after;
      return false;
    }
    return event.getChaincodeId() === request.getChaincodeId();
  };
}

/** Of all chaincodes, from valid transactions. */
function eventsOf(block: common.Block): peer.ChaincodeEvent[] {
  return blockTransactions(block)
    .filter(({ validationCode }) => validationCode === peer.TxValidationCode.VALID)
    .flatMap(({ chaincodeEvents }) => chaincodeEvents());
}
