// SPDX-License-Identifier: Apache-2.0

import { type ChaincodeServer, type ChaincodeServerOpts, Shim } from 'fabric-shim';
import { newContractChaincode } from './contract-chaincode.js';
import type { ServiceConfig } from './service-config.js';

/** A running chaincode service. */
export interface ChaincodeService {
  /** Ends the streams of all peers at once; what they wait for fails there and is tried again by its client. */
  stop(): void;
}

/** Fabric's own bound on a message between peer and chaincode. */
const maxMessageBytes = 100 * 1024 * 1024;

/** Serves the contracts to the peers that dial; resolves when it listens. */
export async function startChaincodeService({ address, chaincodeID, tls }: ServiceConfig): Promise<ChaincodeService> {
  const options = {
    ccid: chaincodeID,
    address,
    ...(tls && { tlsProps: { key: tls.key, cert: tls.certificate, clientCACerts: tls.clientCACertificate } }),
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
  };
  // The declarations of fabric-shim demand TLS and client authentication; its code takes both as options.
  const server = Shim.server(newContractChaincode(), options as ChaincodeServerOpts);
  await server.start();
  return {
    stop() {
      grpcServerOf(server).forceShutdown();
    },
  };
}

/** fabric-shim has no way to stop its server, so this takes hold of the gRPC server inside. */
function grpcServerOf(server: ChaincodeServer): { forceShutdown(): void } {
  return (server as unknown as { readonly _server: { forceShutdown(): void } })._server;
}
