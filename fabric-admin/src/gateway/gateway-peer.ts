// SPDX-License-Identifier: Apache-2.0

import { type Client, connectivityState } from '@grpc/grpc-js';
import { connect, type Gateway, hash } from '@hyperledger/fabric-gateway';
import type { Endpoint } from '../endpoint.js';
import { FabricError } from '../errors/fabric-error.js';
import type { SigningIdentity } from '../signing-identity.js';
import { ensureConnected } from '../transport/ensure-connected.js';
import { newGrpcClient } from '../transport/new-grpc-client.js';
import { tlsCertificateHash } from '../transport/tls-certificate-hash.js';

/** All in milliseconds, for one peer's answer. */
export interface GatewayTimeouts {
  /** A connection, where there is none. */
  readonly connect: number;
  readonly evaluate: number;
  readonly endorse: number;
  /** The ordering service's acknowledgement. */
  readonly submit: number;
  /** From there until the transaction is in a block; over all peers that are asked. */
  readonly commit: number;
  /** Between two sendings of a transaction that is not in a block yet. */
  readonly resend: number;
}

export interface GatewayPeerOptions {
  readonly endpoint: Endpoint;
  readonly identity: SigningIdentity;
  readonly timeouts: GatewayTimeouts;
}

/** The Gateway service of one peer. */
export class GatewayPeer {
  readonly endpoint: Endpoint;
  readonly gateway: Gateway;
  readonly #client: Client;
  readonly #connectTimeoutMs: number;

  constructor({ endpoint, identity, timeouts }: GatewayPeerOptions) {
    const certificateHash = tlsCertificateHash(endpoint);
    this.endpoint = endpoint;
    this.#client = newGrpcClient(endpoint);
    this.#connectTimeoutMs = timeouts.connect;
    this.gateway = connect({
      client: this.#client,
      identity: { mspId: identity.mspID, credentials: identity.certificate },
      // The identity hashes by itself, as an HSM would.
      hash: hash.none,
      signer: (message) => identity.sign(message),
      ...(certificateHash === undefined ? {} : { tlsClientCertificateHash: certificateHash }),
      evaluateOptions: () => ({ deadline: Date.now() + timeouts.evaluate }),
      endorseOptions: () => ({ deadline: Date.now() + timeouts.endorse }),
      submitOptions: () => ({ deadline: Date.now() + timeouts.submit }),
      commitStatusOptions: () => ({ deadline: Date.now() + timeouts.commit }),
    });
  }

  /** Resolves when a call will be answered or fail at once. */
  ready(): Promise<void> {
    return ensureConnected({ client: this.#client, endpoint: this.endpoint, timeoutMs: this.#connectTimeoutMs });
  }

  /** Streams fail with their first element only, so they are not opened where there is no connection. */
  async connected(): Promise<void> {
    await this.ready();
    if (this.#client.getChannel().getConnectivityState(true) !== connectivityState.READY) {
      const { name, address } = this.endpoint;
      const message = 'the connection is refused';
      throw new FabricError({
        code: 'UNAVAILABLE',
        message: `${name} (${address}): ${message}`,
        details: [{ address, mspID: '', message }],
      });
    }
  }

  close(): void {
    this.gateway.close();
    this.#client.close();
  }
}
