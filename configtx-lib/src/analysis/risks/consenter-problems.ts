// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';
import { msp } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../../config-tx-error.js';
import { MspError } from '../../msp/msp-error.js';
import type { ChannelResources } from '../../simulation/channel-resources.js';
import type { OrdererConfig } from '../../simulation/orderer-config.js';
import { TlsVerifier } from '../../simulation/tls-verifier.js';
import type { Consenter } from './consenters-of.js';

export interface ConsenterChecks {
  readonly resources: ChannelResources;
  readonly orderer: OrdererConfig;
  readonly now: Date;
}

/** Tells why the other ordering nodes would not talk to a consenter; undefined if they would. */
export function consenterProblems({
  resources,
  orderer,
  now,
}: ConsenterChecks): (consenter: Consenter) => string | undefined {
  const verifier = new TlsVerifier(orderer);
  return (consenter) =>
    reasonOf(() => {
      verifier.verify(consenter, { now, ignoresExpiration: false });
      if (consenter.identity) {
        const { mspID, certificate } = consenter.identity;
        const identity = new msp.SerializedIdentity();
        identity.setMspid(mspID);
        identity.setIdBytes(certificate);
        resources.msps.deserialize(identity.serializeBinary());
      }
    });
}

/** Whether one of a consenter's certificates has expired: then it is that what is wrong with it. */
export function hasExpiredCertificate({ clientTlsCert, serverTlsCert, identity }: Consenter, now: Date): boolean {
  return [clientTlsCert, serverTlsCert, ...(identity ? [identity.certificate] : [])].some((pem) => {
    try {
      return new Date(new X509Certificate(pem).validTo) <= now;
    } catch {
      return false;
    }
  });
}

function reasonOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigTxError || error instanceof MspError) {
      return error.message;
    }
    throw error;
  }
}
