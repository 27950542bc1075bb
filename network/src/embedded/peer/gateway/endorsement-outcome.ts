// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';
import { errorMessage } from '../../node/error-message.js';
import { ProposalError } from '../endorser/proposal-error.js';
import type { GatewayErrorDetail } from './gateway-error.js';
import type { GatewayPeer } from './gateway-peer.js';

export type EndorsementOutcome =
  { readonly type: 'success'; readonly response: peer.ProposalResponse } | EndorsementFailure;

export interface EndorsementFailure {
  readonly type: 'failure';
  readonly code: status;
  /** Another peer might answer differently. */
  readonly retry: boolean;
  readonly detail: GatewayErrorDetail;
}

/** Sends a proposal to one peer and tells what its answer means: responseStatus of Fabric's gateway. */
export async function requestEndorsement(
  endorser: GatewayPeer,
  proposal: peer.SignedProposal,
): Promise<EndorsementOutcome> {
  const failure = (code: status, message: string, retry: boolean): EndorsementFailure => ({
    type: 'failure',
    code,
    retry,
    detail: { address: endorser.address, mspID: endorser.mspID, message },
  });
  let response: peer.ProposalResponse;
  try {
    response = await endorser.processProposal(proposal);
  } catch (error) {
    return error instanceof ProposalError
      ? failure(status.FAILED_PRECONDITION, error.message, false)
      : failure(status.UNAVAILABLE, errorMessage(error), true);
  }
  const code = response.getResponse()?.getStatus() ?? 0;
  const message = response.getResponse()?.getMessage() ?? '';
  if (code >= 200 && code < 400) {
    return { type: 'success', response };
  }
  // A peer that fails by itself has no payload to show; the chaincode's own errors have, or another status.
  return response.getPayload_asU8().length === 0 && code === 500
    ? failure(status.ABORTED, message, true)
    : failure(status.UNKNOWN, `chaincode response ${code}, ${message}`, false);
}
