// SPDX-License-Identifier: Apache-2.0

import { Client, type ChannelCredentials, type ClientOptions, credentials } from '@grpc/grpc-js';
import type { Endpoint } from '../endpoint.js';
import { tlsParts } from './tls-parts.js';

/** Fabric's own limit for messages (internal/pkg/comm/config.go), both ways. */
const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

/**
 * Nodes cut off clients that ping more often than once a minute (`keepalive.minInterval`), so this stays above; a
 * connection that went away without a word is noticed within less than two minutes.
 */
const KEEPALIVE_MS = 90_000;
const KEEPALIVE_TIMEOUT_MS = 20_000;

/** A node that comes back is found again within these few seconds, where gRPC's default grows to two minutes. */
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 3_000;

/** gRPC shares connections where address and options are equal and the credentials are one object. */
const credentialsOfEndpoints = new WeakMap<Endpoint, KnownCredentials>();

interface KnownCredentials {
  readonly credentials: ChannelCredentials;
  readonly parts: readonly unknown[];
}

/** A gRPC client for a peer or an orderer. It connects with its first call; clients of one endpoint share a connection. */
export function newGrpcClient(endpoint: Endpoint): Client {
  return new Client(endpoint.address, credentialsOf(endpoint), optionsOf(endpoint));
}

function credentialsOf(endpoint: Endpoint): ChannelCredentials {
  const parts = tlsParts(endpoint);
  const known = credentialsOfEndpoints.get(endpoint);
  if (known !== undefined && parts.every((part, index) => part === known.parts[index])) {
    return known.credentials;
  }
  const made = { credentials: newCredentials(endpoint), parts };
  credentialsOfEndpoints.set(endpoint, made);
  return made.credentials;
}

function newCredentials({ tlsRootCerts, clientCertificate }: Endpoint): ChannelCredentials {
  if (tlsRootCerts === undefined) {
    return credentials.createInsecure();
  }
  return clientCertificate === undefined
    ? credentials.createSsl(Buffer.from(tlsRootCerts))
    : credentials.createSsl(
        Buffer.from(tlsRootCerts),
        Buffer.from(clientCertificate.privateKey),
        Buffer.from(clientCertificate.certificate),
      );
}

function optionsOf({ serverName }: Endpoint): ClientOptions {
  return {
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.initial_reconnect_backoff_ms': FIRST_BACKOFF_MS,
    'grpc.min_reconnect_backoff_ms': FIRST_BACKOFF_MS,
    'grpc.max_reconnect_backoff_ms': LONGEST_BACKOFF_MS,
    'grpc.enable_retries': 0,
    'grpc.enable_channelz': 0,
    ...(serverName === undefined
      ? {}
      : { 'grpc.ssl_target_name_override': serverName, 'grpc.default_authority': serverName }),
  };
}
