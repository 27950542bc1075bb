// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { status, type sendUnaryData, type ServerUnaryCall, type ServerWritableStream } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { errorMessage } from '../../node/error-message.js';
import type { GrpcService } from '../../node/grpc-node-server.js';
import { chaincodeEvents } from './chaincode-events.js';
import { commitStatus } from './commit-status.js';
import { endorse } from './endorse.js';
import { evaluate } from './evaluate.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';
import { submit } from './submit.js';

/** The Gateway service of a peer: internal/pkg/gateway of Fabric. */
export function newGatewayService(context: GatewayContext): GrpcService {
  return {
    definition: gateway.GatewayService,
    implementation: {
      evaluate: unary((request: gateway.EvaluateRequest) => evaluate(request, context)),
      endorse: unary((request: gateway.EndorseRequest) => endorse(request, context)),
      submit: unary((request: gateway.SubmitRequest) => submit(request, context)),
      commitStatus: unary((request: gateway.SignedCommitStatusRequest, signal) =>
        commitStatus(request, context, signal),
      ),
      chaincodeEvents: (
        call: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
      ) => {
        void serveEvents(call, context);
      },
    },
  };
}

function unary<Request, Response>(
  answer: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
): (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => void {
  return (call, callback) => {
    const gone = new AbortController();
    call.on('cancelled', () => {
      gone.abort();
    });
    const answered = async () => await answer(call.request, gone.signal);
    answered().then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(toGatewayError(error));
      },
    );
  };
}

async function serveEvents(
  call: ServerWritableStream<gateway.SignedChaincodeEventsRequest, gateway.ChaincodeEventsResponse>,
  context: GatewayContext,
): Promise<void> {
  const gone = new AbortController();
  call.on('cancelled', () => {
    gone.abort();
  });
  try {
    await chaincodeEvents({
      signedRequest: call.request,
      context,
      signal: gone.signal,
      send: async (response) => {
        if (!call.write(response)) {
          await once(call, 'drain', { signal: gone.signal }).catch(() => undefined);
        }
      },
    });
    call.end();
  } catch (error) {
    call.emit('error', toGatewayError(error));
  }
}

function toGatewayError(error: unknown): GatewayError {
  return error instanceof GatewayError ? error : new GatewayError(status.ABORTED, errorMessage(error));
}
