// SPDX-License-Identifier: Apache-2.0

import type { ServerWritableStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { unary } from './fake-node.js';

export interface FakeStatus {
  readonly code: number;
  readonly block: number;
}

/** What a fake Gateway does; each step gets what the client sent, and throws a status. `undefined`: no answer, ever. */
export interface FakeGatewaySteps {
  evaluate?(request: gateway.EvaluateRequest): Uint8Array | undefined;
  endorse?(request: gateway.EndorseRequest): Uint8Array | undefined;
  submit?(request: gateway.SubmitRequest): 'accepted' | undefined;
  commitStatus?(request: gateway.CommitStatusRequest): FakeStatus | undefined | Promise<FakeStatus>;
  chaincodeEvents?(
    request: gateway.ChaincodeEventsRequest,
    stream: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
  ): void;
}

export function gatewayService(steps: FakeGatewaySteps): readonly [ServiceDefinition, UntypedServiceImplementation] {
  return [
    gateway.GatewayService,
    {
      evaluate: unary((request: gateway.EvaluateRequest) => {
        const result = steps.evaluate?.(request);
        return result && evaluateResponse(result);
      }),
      endorse: unary((request: gateway.EndorseRequest) => {
        const result = steps.endorse?.(request);
        return result && endorseResponse(request, result);
      }),
      submit: unary((request: gateway.SubmitRequest) => steps.submit?.(request) && new gateway.SubmitResponse()),
      commitStatus: unary(async (signed: gateway.SignedCommitStatusRequest) => {
        const status = await steps.commitStatus?.(
          gateway.CommitStatusRequest.deserializeBinary(signed.getRequest_asU8()),
        );
        return status && commitStatusResponse(status);
      }),
      chaincodeEvents: (
        stream: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
      ) => {
        const request = gateway.ChaincodeEventsRequest.deserializeBinary(stream.request.getRequest_asU8());
        steps.chaincodeEvents?.(request, stream);
      },
    },
  ];
}

/** The function and arguments of a signed proposal. */
export function argumentsOf(proposal: peer.SignedProposal | undefined): readonly Uint8Array[] {
  const unsigned = peer.Proposal.deserializeBinary(proposal?.getProposalBytes_asU8() ?? new Uint8Array());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(unsigned.getPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  return invocation.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
}

export function functionOf(proposal: peer.SignedProposal | undefined): string {
  return Buffer.from(argumentsOf(proposal)[0] ?? []).toString();
}

export function newChaincodeEvents(block: number, names: readonly string[]): gateway.ChaincodeEventsResponse {
  const response = new gateway.ChaincodeEventsResponse();
  response.setBlockNumber(block);
  response.setEventsList(
    names.map((name) => {
      const event = new peer.ChaincodeEvent();
      event.setChaincodeId('opssc');
      event.setEventName(name);
      event.setTxId(`tx-${name}`);
      return event;
    }),
  );
  return response;
}

function evaluateResponse(result: Uint8Array): gateway.EvaluateResponse {
  const response = new gateway.EvaluateResponse();
  response.setResult(chaincodeResponse(result));
  return response;
}

/** The transaction that a Gateway puts together from the proposal and one endorsement. */
function endorseResponse(request: gateway.EndorseRequest, result: Uint8Array): gateway.EndorseResponse {
  const signed = request.getProposedTransaction();
  const proposal = peer.Proposal.deserializeBinary(signed?.getProposalBytes_asU8() ?? new Uint8Array());
  const chaincodeAction = new peer.ChaincodeAction();
  chaincodeAction.setResponse(chaincodeResponse(result));
  const responsePayload = new peer.ProposalResponsePayload();
  responsePayload.setExtension$(chaincodeAction.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responsePayload.serializeBinary());
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const payload = new common.Payload();
  payload.setHeader(common.Header.deserializeBinary(proposal.getHeader_asU8()));
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const response = new gateway.EndorseResponse();
  response.setPreparedTransaction(envelope);
  return response;
}

function chaincodeResponse(result: Uint8Array): peer.Response {
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(result);
  return response;
}

function commitStatusResponse(status: FakeStatus): gateway.CommitStatusResponse {
  const response = new gateway.CommitStatusResponse();
  response.setResult(status.code as 0);
  response.setBlockNumber(status.block);
  return response;
}
