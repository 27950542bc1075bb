// SPDX-License-Identifier: Apache-2.0

import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeConnection } from '../../ledger/ledger.js';

/** Every message of a peer may be as large. */
const maxMessageBytes = 100 * 1024 * 1024;

/**
 * Connects to a chaincode service, and goes on trying until its dial timeout is over, as a peer does.
 *
 * @throws Error in Fabric's words when nobody answers.
 */
export async function dialChaincode(packageID: string, connection: ChaincodeConnection): Promise<peer.ChaincodeClient> {
  const client = new peer.ChaincodeClient(connection.address, channelCredentials(connection), {
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 500,
    // Two peers of one process must not share a connection, and a dead one must not be found again.
    'grpc.use_local_subchannel_pool': 1,
  });
  const deadline = Date.now() + connection.dialTimeoutMs;
  try {
    await new Promise<void>((resolve, reject) => {
      client.waitForReady(deadline, (error) => {
        if (error) {
          reject(error);
        } else {
          resolve();
        }
      });
    });
  } catch (cause) {
    client.close();
    throw new Error(
      `error cannot create connection for ${packageID}: error creating grpc connection to ${connection.address}: ` +
        'failed to create new connection: context deadline exceeded',
      { cause },
    );
  }
  return client;
}

function channelCredentials({ tls }: ChaincodeConnection): ChannelCredentials {
  if (!tls) {
    return credentials.createInsecure();
  }
  const { rootCert, clientKey, clientCert } = tls;
  return clientKey !== undefined && clientCert !== undefined
    ? credentials.createSsl(Buffer.from(rootCert), Buffer.from(clientKey), Buffer.from(clientCert))
    : credentials.createSsl(Buffer.from(rootCert));
}
