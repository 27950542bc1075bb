// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import type { OrdererConfig } from '../../simulation/orderer-config.js';

/** An ordering node that takes part in the consensus. */
export interface Consenter {
  /** `orderer1.example.com:7050` */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly clientTlsCert: Uint8Array;
  readonly serverTlsCert: Uint8Array;
  /** BFT's. */
  readonly identity: { readonly mspID: string; readonly certificate: Uint8Array } | undefined;
  /** What it is told by: a node of another key has to be set up again. */
  readonly key: string;
}

/** The consenters of a channel; none for a consensus that is not known. */
export function consentersOf({ consensusType, consenters }: OrdererConfig): readonly Consenter[] {
  switch (consensusType.getType()) {
    case 'etcdraft':
      return raftConsenters(consensusType.getMetadata_asU8()).map((consenter) => ({
        ...placeOf(consenter),
        identity: undefined,
        key: consenter.getClientTlsCert_asB64(),
      }));
    case 'BFT':
      return consenters.map((consenter) => ({
        ...placeOf(consenter),
        identity: { mspID: consenter.getMspId(), certificate: consenter.getIdentity_asU8() },
        key: [
          consenter.getId(),
          consenter.getIdentity_asB64(),
          consenter.getClientTlsCert_asB64(),
          consenter.getServerTlsCert_asB64(),
        ].join(' '),
      }));
    default:
      return [];
  }
}

/** None if the metadata cannot be read: then Raft refuses it. */
function raftConsenters(metadata: Uint8Array): readonly orderer.etcdraft.Consenter[] {
  try {
    return orderer.etcdraft.ConfigMetadata.deserializeBinary(metadata).getConsentersList();
  } catch {
    return [];
  }
}

/** Where the configuration has them. */
export function consentersPath({ consensusType }: OrdererConfig): string {
  return consensusType.getType() === 'BFT' ? '/Channel/Orderer/Orderers' : '/Channel/Orderer/ConsensusType';
}

interface Placed {
  getHost(): string;
  getPort(): number;
  getClientTlsCert_asU8(): Uint8Array;
  getServerTlsCert_asU8(): Uint8Array;
}

function placeOf(consenter: Placed): Omit<Consenter, 'identity' | 'key'> {
  const [host, port] = [consenter.getHost(), consenter.getPort()];
  return {
    name: `${host}:${port}`,
    host,
    port,
    clientTlsCert: consenter.getClientTlsCert_asU8(),
    serverTlsCert: consenter.getServerTlsCert_asU8(),
  };
}
