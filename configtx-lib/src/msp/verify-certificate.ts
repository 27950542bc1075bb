// SPDX-License-Identifier: Apache-2.0

import { anyExtendedKeyUsage } from '@peculiar/asn1-x509';
import type { Certificate } from './certificate.js';
import { isSignedBy } from './issuer-signature.js';

export interface CertificatePool {
  readonly roots: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
}

/** From the certificate to a root. */
export type CertificateChain = readonly [Certificate, ...Certificate[]];

/** Go's limit on the signatures that it verifies for one certificate. */
const maxSignatureChecks = 100;

export interface VerifyCertificateOptions {
  /** When all of the chain has to be valid. */
  readonly time: Date;
  /** OIDs of extended key usages, one of which the certificate and its CAs have to allow. */
  readonly usages: readonly string[];
}

/** Why a certificate has no chain, in the words of Go's `crypto/x509`. */
export class ChainError extends Error {
  override readonly name = 'ChainError';
  /** A certificate that was not valid at the time. */
  readonly isExpired: boolean;

  constructor(reason: string, isExpired = false) {
    super(`x509: ${reason}`);
    this.isExpired = isExpired;
  }
}

const expired = 'certificate has expired or is not yet valid';

/**
 * The chains from a certificate to a root (Go's `x509.Verify`): each CA has to be valid, to be a CA, and to have signed
 * the next.
 *
 * @returns at least one
 * @throws ChainError
 */
export function verifyCertificate(
  certificate: Certificate,
  pool: CertificatePool,
  options: VerifyCertificateOptions,
): CertificateChain[] {
  return new ChainSearch(certificate, pool, options).run();
}

class ChainSearch {
  readonly #certificate: Certificate;
  readonly #pool: CertificatePool;
  readonly #options: VerifyCertificateOptions;
  readonly #chains: CertificateChain[] = [];
  #signatureChecks = 0;
  #hint = 'certificate signed by unknown authority';

  constructor(certificate: Certificate, pool: CertificatePool, options: VerifyCertificateOptions) {
    this.#certificate = certificate;
    this.#pool = pool;
    this.#options = options;
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
    const usable = this.#chains.filter((chain) => this.#isForUsage(chain));
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
    const { time } = this.#options;
    return time < notBefore || time > notAfter ? expired : undefined;
  }

  /** A usage counts only if the whole chain allows it. */
  #isForUsage(chain: CertificateChain): boolean {
    return this.#options.usages.some((usage) => chain.every((certificate) => allows(certificate, usage)));
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

function allows({ extendedKeyUsages }: Certificate, usage: string): boolean {
  return !extendedKeyUsages || extendedKeyUsages.includes(anyExtendedKeyUsage) || extendedKeyUsages.includes(usage);
}

function isSame(a: Certificate, b: Certificate): boolean {
  return Buffer.from(a.der).equals(b.der);
}

function isSameHolder(a: Certificate, b: Certificate): boolean {
  return a.subject === b.subject && a.publicKey.equals(b.publicKey);
}

function invalid(reason: string): ChainError {
  return new ChainError(reason, reason === expired);
}
