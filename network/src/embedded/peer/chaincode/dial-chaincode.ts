// SPDX-License-Identifier: Apache-2.0

import { connectivityState, credentials, type ChannelCredentials } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeConnection } from '../../ledger/ledger.js';

/** Every message of a peer may be as large. */
const maxMessageBytes = 100 * 1024 * 1024;

/**
 * Connects to a chaincode service within its dial timeout. A refused connection is an answer: it fails at once, as a
 * peer's dial does (`FailOnNonTempDialError`).
 *
 * @throws Error in Fabric's words when nobody answers.
 */
export async function dialChaincode(packageID: string, connection: ChaincodeConnection): Promise<peer.ChaincodeClient> {
  const client = new peer.ChaincodeClient(connection.address, channelCredentials(connection), {
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    // Two peers of one process must not share a connection, and a dead one must not be found again.
    'grpc.use_local_subchannel_pool': 1,
  });
  const failure = await dialFailure(client, Date.now() + connection.dialTimeoutMs);
  if (failure !== undefined) {
    client.close();
    throw new Error(
      `error cannot create connection for ${packageID}: error creating grpc connection to ${connection.address}: ` +
        `failed to create new connection: ${failure}`,
    );
  }
  return client;
}

/** Resolves when the first attempt has succeeded (undefined), has failed, or the deadline is over. */
async function dialFailure(client: peer.ChaincodeClient, deadline: number): Promise<string | undefined> {
  const channel = client.getChannel();
  for (;;) {
    const state = channel.getConnectivityState(true);
    if (state === connectivityState.READY) {
      return undefined;
    }
    if (state === connectivityState.TRANSIENT_FAILURE) {
      return 'connection error: desc = "transport: error while dialing: connect: connection refused"';
    }
    const over = await new Promise<boolean>((resolve) => {
      channel.watchConnectivityState(state, deadline, (error) => {
        resolve(error !== undefined);
      });
    });
    if (over) {
      return 'context deadline exceeded';
    }
  }
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
