// SPDX-License-Identifier: Apache-2.0

import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Server } from '@grpc/grpc-js';
import type { ChaincodeInterface } from 'fabric-shim';

export interface ChaincodeService {
  stop(): void;
}

/** Runs a chaincode as a service in this process. */
export async function startChaincodeService(
  chaincode: ChaincodeInterface,
  options: { readonly packageID: string; readonly address: string },
): Promise<ChaincodeService> {
  // Read once, when the library is loaded: its lines would hide the tests'.
  process.env['CORE_CHAINCODE_LOGGING_SHIM'] = 'CRITICAL';
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] = 'CRITICAL';
  const { default: shim } = await import('fabric-shim');
  const server = shim.Shim.server(chaincode, {
    ccid: options.packageID,
    address: options.address,
  } as Parameters<typeof shim.Shim.server>[1]);
  await server.start();
  return {
    stop: () => {
      // The library has no way to stop what it starts.
      (server as unknown as { _server: Server })._server.forceShutdown();
    },
  };
}

/** A port that is free on `host` now. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
