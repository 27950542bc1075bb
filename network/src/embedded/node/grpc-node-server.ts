// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';

/** PEM. */
export interface ServerTls {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
}

export interface GrpcService {
  readonly definition: ServiceDefinition;
  readonly implementation: UntypedServiceImplementation;
}

export interface GrpcNodeServerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: ServerTls;
  readonly services: readonly GrpcService[];
}

export interface GrpcNodeServer {
  /** Breaks every connection without a word, as a machine that goes away does: clients see UNAVAILABLE. */
  stop(): Promise<void>;
}

/** As the peer's and the orderer's limit. */
const maxMessageBytes = 100 * 1024 * 1024;

/**
 * A gRPC server over TLS whose sockets are its own: they are handed to grpc-js one by one, so that `stop` can destroy
 * them. The shutdown of grpc-js would cancel the streams, which clients see as CANCELLED.
 */
export async function startGrpcNodeServer(options: GrpcNodeServerOptions): Promise<GrpcNodeServer> {
  const grpc = new Server({
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
  });
  for (const { definition, implementation } of options.services) {
    grpc.addService(definition, implementation);
  }
  const credentials = ServerCredentials.createSsl(null, [
    { private_key: options.tls.privateKey, cert_chain: options.tls.certificate },
  ]);
  const injector = grpc.createConnectionInjector(credentials);
  const sockets = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A connection that breaks is the client's affair; without a listener it would end the process.
    socket.on('error', () => undefined);
    injector.injectConnection(socket);
  });
  listener.listen(options.port, options.host);
  await once(listener, 'listening');
  return {
    stop: async () => {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
      grpc.forceShutdown();
    },
  };
}
