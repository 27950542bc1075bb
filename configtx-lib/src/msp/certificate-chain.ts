// SPDX-License-Identifier: Apache-2.0

import { id_kp_serverAuth } from '@peculiar/asn1-x509';
import type { Certificate } from './certificate.js';
import { MspError } from './msp-error.js';
import { type CertificateChain, type CertificatePool, ChainError, verifyCertificate } from './verify-certificate.js';

export type { CertificateChain, CertificatePool };

/**
 * The only chain from a certificate to a root, at the time when the certificate became valid
 * (bccspmsp.getUniqueValidationChain): each CA has to have been valid then, to be a CA, and to have signed the next.
 *
 * @throws MspError `UNTRUSTED`
 */
export function certificateChain(certificate: Certificate, pool: CertificatePool): CertificateChain {
  const chains = chainsOf(certificate, pool);
  const [chain] = chains;
  if (!chain || chains.length > 1) {
    throw new MspError('UNTRUSTED', `this MSP only supports a single validation chain, got ${chains.length}`);
  }
  return chain;
}

function chainsOf(certificate: Certificate, pool: CertificatePool): CertificateChain[] {
  // A second after it became valid: whether it has expired since does not matter.
  const time = new Date(certificate.notBefore.getTime() + 1000);
  try {
    // Go takes a certificate whose use nobody asked for to be for servers.
    return verifyCertificate(certificate, pool, { time, usages: [id_kp_serverAuth] });
  } catch (error) {
    if (error instanceof ChainError) {
      throw new MspError('UNTRUSTED', `the supplied identity is not valid: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
