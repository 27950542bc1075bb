// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { OperationProblem } from './operation-problem.js';

/** A consenter of either consensus; certificates are PEM, one character a byte. */
export interface Consenter {
  readonly host: string;
  readonly port: number;
  readonly clientTlsCert: string;
  readonly serverTlsCert: string;
  /** BFT only. */
  readonly bft?: { readonly id: number; readonly mspID: string; readonly identity: string };
}

/** From the metadata of etcdraft. */
export function fromRaft(consenter: orderer.etcdraft.Consenter): Consenter {
  return {
    host: consenter.getHost(),
    port: consenter.getPort(),
    clientTlsCert: text(consenter.getClientTlsCert_asU8()),
    serverTlsCert: text(consenter.getServerTlsCert_asU8()),
  };
}

/** From the consenter mapping of BFT. */
export function fromBft(consenter: common.Consenter): Consenter {
  return {
    host: consenter.getHost(),
    port: consenter.getPort(),
    clientTlsCert: text(consenter.getClientTlsCert_asU8()),
    serverTlsCert: text(consenter.getServerTlsCert_asU8()),
    bft: { id: consenter.getId(), mspID: consenter.getMspId(), identity: text(consenter.getIdentity_asU8()) },
  };
}

/** To the metadata of etcdraft. */
export function toRaft({ host, port, clientTlsCert, serverTlsCert }: Consenter): orderer.etcdraft.Consenter {
  const consenter = new orderer.etcdraft.Consenter();
  consenter.setHost(host);
  consenter.setPort(port);
  consenter.setClientTlsCert(bytes(clientTlsCert));
  consenter.setServerTlsCert(bytes(serverTlsCert));
  return consenter;
}

/**
 * To the consenter mapping of BFT.
 *
 * @throws OperationProblem
 */
export function toBft({ host, port, clientTlsCert, serverTlsCert, bft }: Consenter): common.Consenter {
  if (!bft) {
    throw new OperationProblem([], `consenter ${host}:${port} has no identity for BFT`);
  }
  const consenter = new common.Consenter();
  consenter.setId(bft.id);
  consenter.setHost(host);
  consenter.setPort(port);
  consenter.setMspId(bft.mspID);
  consenter.setIdentity(bytes(bft.identity));
  consenter.setClientTlsCert(bytes(clientTlsCert));
  consenter.setServerTlsCert(bytes(serverTlsCert));
  return consenter;
}

/** A certificate of an operation in the form that consenters have. */
export function certificateText(pem: string): string {
  return text(Buffer.from(pem));
}

// One character a byte, so that whatever is in the configuration comes out as it went in.
function text(certificate: Uint8Array): string {
  return Buffer.from(certificate).toString('latin1');
}

function bytes(certificate: string): Uint8Array {
  return Buffer.from(certificate, 'latin1');
}
