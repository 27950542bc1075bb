// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { type CertificateChain, certificateChain, type CertificatePool } from './certificate-chain.js';
import { type Certificate, certificateFromPem } from './certificate.js';
import { isEcdsaSigned, isSignedBy } from './issuer-signature.js';
import { lowSCertificate } from './low-s-certificate.js';
import { MspError } from './msp-error.js';

/** The root and intermediate CAs of an MSP, and the chains from identities to them. */
export class CertificateAuthorities {
  readonly all: readonly Certificate[];
  readonly #pool: CertificatePool;
  /** DER in Base64 of those that have issued another CA. */
  readonly #internalNodes: ReadonlySet<string>;

  /**
   * @param roots in PEM
   * @param intermediates in PEM
   * @throws MspError for certificates that Fabric refuses as CAs
   */
  constructor(roots: readonly Uint8Array[], intermediates: readonly Uint8Array[]) {
    if (roots.length === 0) {
      throw new MspError('INVALID_MSP', 'expected at least one CA certificate');
    }
    const given = { roots: roots.map(certificateFromPem), intermediates: intermediates.map(certificateFromPem) };
    this.#pool = {
      roots: given.roots.map((root) => canonical(root, given)),
      intermediates: given.intermediates.map((intermediate) => canonical(intermediate, given)),
    };
    this.all = [...this.#pool.roots, ...this.#pool.intermediates];
    this.all.forEach(requireAuthority);
    const chains = this.#pool.intermediates.map((intermediate) => certificateChain(intermediate, this.#pool));
    this.#internalNodes = new Set(chains.flatMap(([, ...issuers]) => issuers.map(keyOf)));
  }

  /** @throws MspError `UNTRUSTED`, `MALFORMED` */
  canonical(certificate: Certificate): Certificate {
    return canonical(certificate, this.#pool);
  }

  /**
   * The chain of an identity. CAs that have intermediate CAs issue nothing else.
   *
   * @throws MspError `UNTRUSTED`
   */
  chainOf(certificate: Certificate): CertificateChain {
    const chain = certificateChain(certificate, this.#pool);
    const [, issuer] = chain;
    if (!issuer) {
      throw new MspError('UNTRUSTED', `expected a chain of length at least 2, got ${chain.length}`);
    }
    this.#requireLeaf(issuer);
    return chain;
  }

  /**
   * The chain of a CA, itself included.
   *
   * @throws MspError `UNTRUSTED`
   */
  chainOfAuthority(authority: Certificate): CertificateChain {
    return certificateChain(authority, this.#pool);
  }

  /**
   * What identifies the CA, and those above it, as the ones that vouch for an organizational unit.
   *
   * @param pem certificate of the CA
   * @throws MspError if it is none of these
   */
  certifiersIdentifierOf(pem: Uint8Array): Uint8Array {
    const certificate = this.canonical(certificateFromPem(pem));
    if (!this.all.some((authority) => keyOf(authority) === keyOf(certificate))) {
      throw new MspError('INVALID_MSP', 'Failed adding OU. Certificate not in root or intermediate certs.');
    }
    const chain = this.chainOfAuthority(certificate);
    if (chain.length > 1) {
      this.#requireLeaf(certificate);
    }
    return certifiersIdentifier(chain);
  }

  #requireLeaf(issuer: Certificate): void {
    if (this.#internalNodes.has(keyOf(issuer))) {
      throw new MspError(
        'UNTRUSTED',
        'invalid validation chain. Parent certificate should be a leaf of the certification tree',
      );
    }
  }
}

/** SHA-256 of the CAs' certificates, one after the other. */
export function certifiersIdentifier(authorities: readonly Certificate[]): Uint8Array {
  const hash = createHash('sha256');
  authorities.forEach(({ der }) => hash.update(der));
  return hash.digest();
}

/** Which also proves that it has a chain (bccspmsp.sanitizeCert). */
function canonical(certificate: Certificate, pool: CertificatePool): Certificate {
  if (!isEcdsaSigned(certificate)) {
    return certificate;
  }
  if (certificate.basicConstraints?.cA && isSelfSigned(certificate)) {
    const root = lowSCertificate(certificate, certificate);
    certificateChain(root, { roots: [root], intermediates: pool.intermediates });
    return root;
  }
  const [, issuer] = certificateChain(certificate, pool);
  if (!issuer) {
    throw new MspError(
      'UNTRUSTED',
      'failed to traverse certificate verification chain for leaf or intermediate certificate',
    );
  }
  return lowSCertificate(certificate, issuer);
}

function isSelfSigned(certificate: Certificate): boolean {
  return certificate.maySignCertificates && isSignedBy(certificate, certificate.publicKey);
}

/** @throws MspError `INVALID_MSP` unless it is a CA's certificate, by which its certificates can be found */
export function requireAuthority({ basicConstraints, subjectKeyIdentifier, serialNumber }: Certificate): void {
  if (!basicConstraints?.cA) {
    throw new MspError('INVALID_MSP', `CA Certificate did not have the CA attribute, (SN: ${serialNumber})`);
  }
  if (subjectKeyIdentifier === undefined) {
    throw new MspError(
      'INVALID_MSP',
      `CA Certificate problem with Subject Key Identifier extension, (SN: ${serialNumber}): subjectKeyIdentifier not found in certificate`,
    );
  }
}

function keyOf({ der }: Certificate): string {
  return Buffer.from(der).toString('base64');
}
