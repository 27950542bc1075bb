// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import type { OrdererConfig } from './orderer-config.js';
import { parseDuration } from './parse-duration.js';
import { refusal, within } from './refusal.js';
import { type ConsenterCertificates, TlsVerifier } from './tls-verifier.js';
import { decodeProto } from './decode-proto.js';

export interface RaftMetadataUpdate {
  readonly current: OrdererConfig;
  readonly next: OrdererConfig;
  readonly now: Date;
}

/**
 * Checks what an update makes of Raft's metadata (etcdraft's Chain.ValidateConsensusMetadata), with all present
 * consenters taken to be up: whether a quorum of them is at the time, only they know.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateRaftMetadataUpdate({ current, next, now }: RaftMetadataUpdate): void {
  const metadata = decodeMetadata(next.consensusType.getMetadata_asU8());
  const verifier = within('failed to create x509 verify options from old and new orderer config', () => {
    return new TlsVerifier(next);
  });
  const consenters = metadata.getConsentersList().map(certificatesOf);
  within('invalid new config metadata', () => {
    validateOptions(metadata.getOptions());
    if (consenters.length === 0) {
      throw refusal('empty consenter set');
    }
    for (const consenter of consenters) {
      within(`consenter ${consenter.host}:${consenter.port} has invalid certificate`, () => {
        verifier.verify(consenter, { now, ignoresExpiration: true });
      });
    }
    requireNoDuplicates(consenters);
  });
  const present = decodeMetadata(current.consensusType.getMetadata_asU8()).getConsentersList().map(certificatesOf);
  for (const added of addedConsenters(present, consenters)) {
    within(`consenter ${added.host}:${added.port} has invalid certificates`, () => {
      verifier.verify(added, { now, ignoresExpiration: false });
    });
  }
}

function decodeMetadata(bytes: Uint8Array): orderer.etcdraft.ConfigMetadata {
  return within('failed to unmarshal new etcdraft metadata configuration', () =>
    decodeProto(orderer.etcdraft.ConfigMetadata, bytes),
  );
}

function certificatesOf(consenter: orderer.etcdraft.Consenter): ConsenterCertificates {
  return {
    host: consenter.getHost(),
    port: consenter.getPort(),
    clientTlsCert: consenter.getClientTlsCert_asU8(),
    serverTlsCert: consenter.getServerTlsCert_asU8(),
  };
}

function validateOptions(options: orderer.etcdraft.Options | undefined): void {
  if (!options) {
    throw refusal('nil Raft config metadata options');
  }
  const { heartbeatTick, electionTick, maxInflightBlocks, tickInterval } = options.toObject();
  if (heartbeatTick === 0 || electionTick === 0 || maxInflightBlocks === 0) {
    throw refusal(
      `none of HeartbeatTick (${heartbeatTick}), ElectionTick (${electionTick}) and MaxInflightBlocks (${maxInflightBlocks}) can be zero`,
    );
  }
  if (electionTick <= heartbeatTick) {
    throw refusal(`ElectionTick (${electionTick}) must be greater than HeartbeatTick (${heartbeatTick})`);
  }
  const interval = within(`failed to parse TickInterval (${tickInterval}) to time duration`, () => {
    return parseDuration(tickInterval);
  });
  if (interval === 0n) {
    throw refusal('TickInterval cannot be zero');
  }
}

/** No certificate, of whichever kind, may be that of two consenters. */
function requireNoDuplicates(consenters: readonly ConsenterCertificates[]): void {
  const seen = new Set<string>();
  for (const { serverTlsCert, clientTlsCert } of consenters) {
    const [server, client] = [serverTlsCert, clientTlsCert].map((pem) => Buffer.from(pem).toString());
    if (server === undefined || client === undefined || seen.has(server) || seen.has(client)) {
      throw refusal(`duplicate consenter: server cert: ${server}, client cert: ${client}`);
    }
    seen.add(server);
    seen.add(client);
  }
}

/**
 * The consenters that are new, told by their client certificates: at most one, and then at most one gone, whose place
 * it takes (etcdraft.ComputeMembershipChanges).
 */
function addedConsenters(
  present: readonly ConsenterCertificates[],
  next: readonly ConsenterCertificates[],
): readonly ConsenterCertificates[] {
  const added = next.filter((consenter) => !hasClient(present, consenter));
  const removed = present.filter((consenter) => !hasClient(next, consenter));
  if (added.length > 1 || removed.length > 1) {
    throw refusal(
      `update of more than one consenter at a time is not supported, requested changes: add ${added.length} node(s), remove ${removed.length} node(s)`,
    );
  }
  return added;
}

function hasClient(consenters: readonly ConsenterCertificates[], { clientTlsCert }: ConsenterCertificates): boolean {
  return consenters.some((other) => Buffer.from(other.clientTlsCert).equals(clientTlsCert));
}
