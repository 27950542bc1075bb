// SPDX-License-Identifier: Apache-2.0

import { anyExtendedKeyUsage, id_kp_serverAuth } from '@peculiar/asn1-x509';
import type { Certificate } from './certificate.js';
import { isSignedBy } from './issuer-signature.js';
import { MspError } from './msp-error.js';

export interface CertificatePool {
  readonly roots: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
}

/** From the certificate to a root. */
export type CertificateChain = readonly [Certificate, ...Certificate[]];

/** Go's limit on the signatures that it verifies for one certificate. */
const maxSignatureChecks = 100;

/**
 * The only chain from a certificate to a root, at the time when the certificate became valid
 * (bccspmsp.getUniqueValidationChain, on Go's x509.Verify): each CA has to have been valid then, to be a CA, and to
 * have signed the next.
 *
 * @throws MspError `UNTRUSTED`
 */
export function certificateChain(certificate: Certificate, pool: CertificatePool): CertificateChain {
  const chains = new ChainSearch(certificate, pool).run();
  const [chain] = chains;
  if (!chain || chains.length > 1) {
    throw new MspError('UNTRUSTED', `this MSP only supports a single validation chain, got ${chains.length}`);
  }
  return chain;
}

class ChainSearch {
  readonly #certificate: Certificate;
  readonly #pool: CertificatePool;
  readonly #time: number;
  readonly #chains: CertificateChain[] = [];
  #signatureChecks = 0;
  #hint = 'certificate signed by unknown authority';

  constructor(certificate: Certificate, pool: CertificatePool) {
    this.#certificate = certificate;
    this.#pool = pool;
    // A second after it became valid: whether it has expired since does not matter.
    this.#time = certificate.notBefore.getTime() + 1000;
  }

  run(): CertificateChain[] {
    const problem = this.#problemOf(this.#certificate);
    if (problem !== undefined) {
      throw invalid(problem);
    }
    if (this.#pool.roots.some((root) => isSame(root, this.#certificate))) {
      this.#chains.push([this.#certificate]);
    } else {
      this.#extend([this.#certificate]);
    }
    if (this.#chains.length === 0) {
      throw invalid(this.#hint);
    }
    const usable = this.#chains.filter((chain) => chain.every(isForAnyServer));
    if (usable.length === 0) {
      throw invalid('certificate specifies an incompatible key usage');
    }
    return usable;
  }

  #extend(chain: CertificateChain): void {
    for (const root of this.#pool.roots) {
      if (this.#isIssuer(root, chain)) {
        this.#chains.push([...chain, root]);
      }
    }
    for (const intermediate of this.#pool.intermediates) {
      if (this.#isIssuer(intermediate, chain)) {
        this.#extend([...chain, intermediate]);
      }
    }
  }

  #isIssuer(candidate: Certificate, chain: CertificateChain): boolean {
    const child = chain.at(-1) ?? chain[0];
    if (candidate.subject !== child.issuer || chain.some((member) => isSameHolder(member, candidate))) {
      return false;
    }
    this.#signatureChecks++;
    if (this.#signatureChecks > maxSignatureChecks) {
      throw invalid('signature check attempts limit reached while verifying certificate chain');
    }
    const problem = this.#problemOf(candidate) ?? problemOfAuthority(candidate, chain.length - 1);
    if (problem !== undefined || !isSignedBy(child, candidate.publicKey)) {
      this.#hint = problem ?? this.#hint;
      return false;
    }
    return true;
  }

  #problemOf({ notBefore, notAfter, unhandledExtensions }: Certificate): string | undefined {
    if (unhandledExtensions.length > 0) {
      return 'unhandled critical extension';
    }
    return this.#time < notBefore.getTime() || this.#time > notAfter.getTime()
      ? 'certificate has expired or is not yet valid'
      : undefined;
  }
}

function problemOfAuthority(authority: Certificate, intermediatesBelow: number): string | undefined {
  const { basicConstraints, maySignCertificates } = authority;
  if (!basicConstraints?.cA || !maySignCertificates) {
    return 'certificate is not authorized to sign other certificates';
  }
  const { pathLenConstraint } = basicConstraints;
  return pathLenConstraint !== undefined && intermediatesBelow > pathLenConstraint
    ? 'too many intermediates for path length constraint'
    : undefined;
}

/** Go takes a certificate whose use nobody asked for to be for servers. */
function isForAnyServer({ extendedKeyUsages }: Certificate): boolean {
  return (
    !extendedKeyUsages ||
    extendedKeyUsages.includes(anyExtendedKeyUsage) ||
    extendedKeyUsages.includes(id_kp_serverAuth)
  );
}

function isSame(a: Certificate, b: Certificate): boolean {
  return Buffer.from(a.der).equals(b.der);
}

function isSameHolder(a: Certificate, b: Certificate): boolean {
  return a.subject === b.subject && a.publicKey.equals(b.publicKey);
}

function invalid(reason: string): MspError {
  return new MspError('UNTRUSTED', `the supplied identity is not valid: x509: ${reason}`);
}
