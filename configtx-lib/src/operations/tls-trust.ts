// SPDX-License-Identifier: Apache-2.0

import { certificateChain, type CertificatePool } from '../msp/certificate-chain.js';
import { type Certificate, certificateFromPem } from '../msp/certificate.js';
import { MspError } from '../msp/msp-error.js';
import type { ConfigDraft } from './config-draft.js';
import { readMsp } from './edit-msp.js';

/**
 * A test for TLS certificates in PEM: whether a TLS CA of an orderer organization of the channel has issued it. That it
 * has expired since is no matter here.
 */
export function tlsTrust(draft: ConfigDraft): (pem: string) => boolean {
  const pools = draft.organizations('orderer').map(({ mspID }): CertificatePool => {
    const config = readMsp(draft, mspID);
    return {
      roots: config.getTlsRootCertsList_asU8().map(certificateFromPem),
      intermediates: config.getTlsIntermediateCertsList_asU8().map(certificateFromPem),
    };
  });
  return (pem) => {
    // Nodes are clients and servers with theirs: what it is for is a matter of TLS.
    const certificate = { ...certificateFromPem(Buffer.from(pem)), extendedKeyUsages: undefined };
    return pools.some((pool) => hasChain(certificate, pool));
  };
}

function hasChain(certificate: Certificate, pool: CertificatePool): boolean {
  try {
    certificateChain(certificate, pool);
    return true;
  } catch (error) {
    if (error instanceof MspError) {
      return false;
    }
    throw error;
  }
}
