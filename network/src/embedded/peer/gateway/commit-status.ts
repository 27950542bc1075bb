// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { ChannelLedger, CommittedTx } from '../../ledger/ledger.js';
import { errorMessage } from '../../node/error-message.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';

/**
 * Tells how a transaction was committed, as soon as it is.
 *
 * @throws GatewayError when the client may not know, or has gone (`signal`).
 */
export async function commitStatus(
  signedRequest: gateway.SignedCommitStatusRequest,
  context: GatewayContext,
  signal: AbortSignal,
): Promise<gateway.CommitStatusResponse> {
  const request = parse(signedRequest);
  const channelID = request.getChannelId();
  const denied = context.access.check('gateway/CommitStatus', channelID, {
    data: signedRequest.getRequest_asU8(),
    identity: request.getIdentity_asU8(),
    signature: signedRequest.getSignature_asU8(),
  });
  if (denied !== undefined) {
    throw new GatewayError(status.PERMISSION_DENIED, denied);
  }
  const channel = context.channelOf(channelID);
  if (!channel) {
    throw new GatewayError(status.ABORTED, `channel does not exist: ${channelID}`);
  }
  const transaction = await committed(channel, request.getTransactionId(), signal);
  const response = new gateway.CommitStatusResponse();
  response.setResult(transaction.validationCode);
  response.setBlockNumber(Number(transaction.block));
  return response;
}

function parse(signedRequest: gateway.SignedCommitStatusRequest): gateway.CommitStatusRequest {
  const bytes = signedRequest.getRequest_asU8();
  if (bytes.length === 0) {
    throw invalid('a commit status request is required');
  }
  let request: gateway.CommitStatusRequest;
  try {
    request = gateway.CommitStatusRequest.deserializeBinary(bytes);
  } catch (error) {
    throw invalid(`invalid status request: ${errorMessage(error)}`);
  }
  if (request.getIdentity_asU8().length === 0) {
    throw invalid('no identity provided');
  }
  if (!request.getChannelId()) {
    throw invalid('no channel ID provided');
  }
  if (!request.getTransactionId()) {
    throw invalid('transaction ID should not be empty');
  }
  return request;
}

async function committed(
  channel: ChannelLedger,
  transactionID: string,
  signal: AbortSignal,
): Promise<Pick<CommittedTx, 'block' | 'validationCode'>> {
  return await new Promise((resolve, reject) => {
    const finish = () => {
      stopListening();
      signal.removeEventListener('abort', cancel);
    };
    const cancel = () => {
      finish();
      reject(new GatewayError(status.CANCELLED, 'context canceled'));
    };
    const stopListening = channel.onCommit(({ number, transactions }) => {
      const transaction = transactions.find((candidate) => candidate.transactionID === transactionID);
      if (transaction) {
        finish();
        resolve({ block: number, validationCode: transaction.validationCode });
      }
    });
    signal.addEventListener('abort', cancel);
    // Asked after listening, so that no commit falls in between.
    const earlier = channel.getTransaction(transactionID);
    if (earlier) {
      finish();
      resolve(earlier);
    }
  });
}

function invalid(message: string): GatewayError {
  return new GatewayError(status.INVALID_ARGUMENT, message);
}
