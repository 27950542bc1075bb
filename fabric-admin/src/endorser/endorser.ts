// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { Endpoint } from '../endpoint.js';
import { errorCode } from '../errors/error-code.js';
import { FabricError } from '../errors/fabric-error.js';
import { fabricReason } from '../errors/fabric-reason.js';
import type { SigningIdentity } from '../signing-identity.js';
import { RenewedClient } from '../transport/renewed-client.js';
import { tlsParts } from '../transport/tls-parts.js';
import { callUnary } from '../transport/call-unary.js';
import { defaultTimeouts } from '../transport/default-timeouts.js';
import { newGrpcClient } from '../transport/new-grpc-client.js';
import { tlsCertificateHash } from '../transport/tls-certificate-hash.js';
import { newSignedProposal } from './signed-proposal.js';

export interface EndorserOptions {
  readonly endpoint: Endpoint;
  readonly identity: SigningIdentity;
  /** Milliseconds for an answer; default 30,000. */
  readonly timeoutMs?: number | undefined;
}

export interface EndorserCall {
  /** Empty: the peer itself. */
  readonly channelID: string;
  readonly chaincodeName: string;
  readonly arguments: readonly (string | Uint8Array)[];
  /** Milliseconds, where the endorser's setting does not fit. */
  readonly timeoutMs?: number;
}

/** One peer's Endorser service, used for queries and for what concerns the peer alone. */
export interface Endorser {
  /** The payload of a successful answer. @throws {@link FabricError} */
  call(call: EndorserCall): Promise<Uint8Array>;
  close(): void;
}

export function newEndorser({ endpoint, identity, timeoutMs = defaultTimeouts.call }: EndorserOptions): Endorser {
  const connections = new RenewedClient({ parts: () => tlsParts(endpoint), make: () => newConnection(endpoint) });
  let closed = false;
  return {
    async call(call) {
      if (closed) {
        throw new FabricError({ code: 'CANCELLED', message: `${endpoint.name}: the client is closed` });
      }
      return connections.use(async ({ client, tlsCertificateHash }) => {
        const response = await callUnary({
          client,
          endpoint,
          method: peer.EndorserService.processProposal,
          request: await newSignedProposal({ ...call, identity, tlsCertificateHash }),
          timeoutMs: call.timeoutMs ?? timeoutMs,
          connectTimeoutMs: defaultTimeouts.connect,
        });
        return payloadOf(response, endpoint);
      });
    },
    close() {
      closed = true;
      connections.close();
    },
  };
}

function newConnection(endpoint: Endpoint) {
  const client = newGrpcClient(endpoint);
  return {
    client,
    tlsCertificateHash: tlsCertificateHash(endpoint),
    close() {
      client.close();
    },
  };
}

/** As the `peer` command has it, 400 and above is a failure (shim's ERRORTHRESHOLD). */
const ERROR_THRESHOLD = 400;

function payloadOf(proposalResponse: peer.ProposalResponse, { name, address }: Endpoint): Uint8Array {
  const response = proposalResponse.getResponse();
  if (response === undefined) {
    throw new FabricError({
      code: 'INVALID_ANSWER',
      message: `${name} (${address}): a proposal response without response`,
    });
  }
  const status = response.getStatus();
  if (status >= ERROR_THRESHOLD) {
    const message = response.getMessage();
    const reason = fabricReason(message);
    throw new FabricError({
      code: errorCode(reason, 'REFUSED'),
      message: `${name} (${address}): ${message}`,
      reason,
      status,
      details: [{ address, mspID: '', message }],
    });
  }
  return response.getPayload_asU8();
}
