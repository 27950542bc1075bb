// SPDX-License-Identifier: Apache-2.0

import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import type { Endpoint } from '../../src/index.js';
import type { TestOrganization } from './test-organization.js';

/** A gRPC server with TLS in the place of a peer or an orderer: the only thing that these tests fake. */
export interface FakeNode {
  readonly endpoint: Endpoint;
  /** Breaks off every connection and listens no more. */
  stop(): void;
}

export interface FakeNodeOptions {
  readonly organization: TestOrganization;
  readonly name?: string;
  readonly port?: number;
  /** Let nobody in without a client certificate of the organization's CA. */
  readonly requireClients?: boolean;
  readonly services: readonly (readonly [ServiceDefinition, UntypedServiceImplementation])[];
}

const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

export async function startFakeNode(options: FakeNodeOptions): Promise<FakeNode> {
  const { organization, name = 'peer0', port = 0, requireClients = false, services } = options;
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  for (const [definition, implementation] of services) {
    server.addService(definition, implementation);
  }
  const { certificate, privateKey } = organization.tls;
  const credentials = ServerCredentials.createSsl(
    requireClients ? organization.ca.certificate : null,
    [{ cert_chain: certificate, private_key: privateKey }],
    requireClients,
  );
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, boundPort) => {
      if (error === null) {
        resolve(boundPort);
      } else {
        reject(error);
      }
    });
  });
  return {
    endpoint: { name, address: `localhost:${bound}`, tlsRootCerts: organization.ca.certificate },
    stop() {
      server.forceShutdown();
    },
  };
}

/** An Endorser that answers every proposal with what the function returns, or fails the call with what it throws. */
export function endorserService(
  answer: (proposal: peer.SignedProposal) => peer.ProposalResponse | undefined,
): readonly [ServiceDefinition, UntypedServiceImplementation] {
  return [
    peer.EndorserService,
    {
      processProposal: unary(answer),
    },
  ];
}

/** A handler of a unary method: a value is the answer, what it throws is the status; `undefined` never answers. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | undefined | Promise<Response | undefined>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void (async () => {
      try {
        const response = await answer(call.request);
        if (response !== undefined) {
          callback(null, response);
        }
      } catch (error) {
        callback(error as Error, null);
      }
    })();
  };
}
