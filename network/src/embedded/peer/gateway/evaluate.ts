// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { requestEndorsement } from './endorsement-outcome.js';
import { selectEndorsers } from './endorser-selection.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError, type GatewayErrorDetail } from './gateway-error.js';
import type { GatewayPeer } from './gateway-peer.js';
import { unpackTransactionProposal, type TransactionProposal } from './unpack-transaction-proposal.js';

/** Runs a transaction function on one peer, of the gateway's organization if it can, and returns its result. */
export async function evaluate(
  request: gateway.EvaluateRequest,
  context: GatewayContext,
): Promise<gateway.EvaluateResponse> {
  const proposal = unpackTransactionProposal(
    request.getProposedTransaction(),
    'failed to unpack transaction proposal: ',
  );
  const { channelID, signedProposal } = proposal;
  if (!context.channelOf(channelID)) {
    const reason = `failed to get config for channel [${channelID}]: could not get last config for channel ${channelID}`;
    throw new GatewayError(status.UNAVAILABLE, reason);
  }
  const details: GatewayErrorDetail[] = [];
  let code = status.UNAVAILABLE;
  for (const endorser of candidates(proposal, request.getTargetOrganizationsList(), context)) {
    const outcome = await requestEndorsement(endorser, signedProposal);
    if (outcome.type === 'success') {
      const response = new gateway.EvaluateResponse();
      response.setResult(resultOf(outcome.response));
      return response;
    }
    details.push(outcome.detail);
    if (!outcome.retry) {
      const message = `evaluate call to endorser returned error: ${outcome.detail.message}`;
      throw new GatewayError(outcome.code, message, details);
    }
    code = outcome.code;
  }
  throw new GatewayError(code, 'failed to evaluate transaction, see attached details for more info', details);
}

/** Transient data goes to no other organization unless the client names it. */
function candidates(
  { channelID, chaincodeName, hasTransientData }: TransactionProposal,
  targets: readonly string[],
  { local, nodes, channelOf }: GatewayContext,
): GatewayPeer[] {
  const isProtected = hasTransientData && targets.length === 0;
  const organizations = isProtected ? [local.mspID] : targets;
  const endorsers = selectEndorsers({
    peers: nodes.peers(),
    local,
    channelID,
    msps: channelOf(channelID)?.bundle.msps,
    chaincodes: [chaincodeName],
    ...(organizations.length > 0 && { organizations }),
  });
  if (endorsers.length === 0) {
    const reason = `no peers available to evaluate chaincode ${chaincodeName} in channel ${channelID}`;
    throw new GatewayError(
      status.FAILED_PRECONDITION,
      isProtected
        ? `no endorsers found in the gateway's organization; retry specifying target organization(s) to protect transient data: ${reason}`
        : reason,
    );
  }
  const isLocal = (peer: GatewayPeer) => peer.mspID === local.mspID;
  return [...endorsers.filter(isLocal), ...endorsers.filter((peer) => !isLocal(peer))];
}

/** The result within the endorsed payload is the transaction's; the response's own need not be. */
function resultOf(proposalResponse: peer.ProposalResponse): peer.Response {
  const response = proposalResponse.getResponse() ?? new peer.Response();
  const payload = peer.ProposalResponsePayload.deserializeBinary(proposalResponse.getPayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8());
  const result = action.getResponse();
  if (result) {
    response.setPayload(result.getPayload_asU8());
  }
  return response;
}
