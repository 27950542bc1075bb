// SPDX-License-Identifier: Apache-2.0

import type { msp } from '@hyperledger/fabric-protos';
import type { ValidIdentity } from '../policy-evaluation.js';
import { CertificateAuthorities, certifiersIdentifier, requireAuthority } from './certificate-authorities.js';
import { type CertificateChain, certificateChain } from './certificate-chain.js';
import { type Certificate, certificateFromPem } from './certificate.js';
import { MspError } from './msp-error.js';
import { type IdentityUnits, OrganizationalUnits } from './organizational-units.js';
import { type RevocationList, revocationList } from './revocation-list.js';
import { signatureVerifier } from './signature-verifier.js';

export interface X509MspOptions {
  /** With channel capability `V3_0`. */
  readonly allowsEd25519: boolean;
}

/** An organization's membership service provider, by the rules of Fabric's bccspmsp since 1.4.3. */
export class X509Msp {
  readonly mspID: string;
  readonly #options: X509MspOptions;
  readonly #authorities: CertificateAuthorities;
  readonly #units: OrganizationalUnits;
  readonly #revocationLists: readonly RevocationList[];
  readonly #admins: readonly Certificate[];
  readonly #digest: string;

  /** @throws MspError for a configuration that Fabric refuses */
  constructor(config: msp.FabricMSPConfig, options: X509MspOptions) {
    this.mspID = config.getName();
    this.#options = options;
    this.#digest = digestOf(config.getCryptoConfig()?.getSignatureHashFamily());
    this.#authorities = new CertificateAuthorities(
      config.getRootCertsList_asU8(),
      config.getIntermediateCertsList_asU8(),
    );
    this.#admins = config.getAdminsList_asU8().map((pem) => this.#authorities.canonical(certificateFromPem(pem)));
    this.#revocationLists = config.getRevocationListList_asU8().map(revocationList);
    within('CA Certificate is not valid', () => {
      this.#authorities.all.forEach((authority) => {
        this.#requireNotRevoked(this.#authorities.chainOfAuthority(authority));
      });
    });
    this.#validateTlsAuthorities(config);
    this.#units = new OrganizationalUnits(config, this.#authorities);
    this.#validateAdmins();
  }

  /**
   * Reads and validates an identity.
   *
   * @param certificatePem the identity's own certificate
   * @param bytes the `SerializedIdentity` that it came in
   * @throws MspError
   */
  identity(certificatePem: Uint8Array, bytes: Uint8Array): ValidIdentity {
    const certificate = this.#authorities.canonical(certificateFromPem(certificatePem));
    const verify = this.#verifierOf(certificate);
    const units = unitsOf(this.#validChainOf(certificate));
    this.#units.validate(units);
    const isAdmin = this.#admins.some(({ der }) => Buffer.from(der).equals(certificate.der));
    return {
      mspID: this.mspID,
      roles: new Set(['member', ...this.#units.rolesOf(units), ...(isAdmin ? (['admin'] as const) : [])]),
      bytes,
      organizationalUnits: units.names,
      certifiersIdentifier: units.certifiersIdentifier,
      certificate: certificate.der,
      expiresAt: certificate.notAfter,
      verify,
    };
  }

  #verifierOf({ publicKey }: Certificate): ValidIdentity['verify'] {
    const isAllowed = publicKey.asymmetricKeyType !== 'ed25519' || this.#options.allowsEd25519;
    const verify = isAllowed ? signatureVerifier(publicKey, this.#digest) : undefined;
    if (!verify) {
      const type = publicKey.asymmetricKeyType === 'ed25519' ? 'Ed25519' : publicKey.asymmetricKeyType?.toUpperCase();
      throw new MspError('UNTRUSTED', `could not validate identity's public key algorithm: ${type} is not supported`);
    }
    return verify;
  }

  #validChainOf(certificate: Certificate): CertificateChain {
    const chain = within('could not obtain certification chain', () => this.#chainOf(certificate));
    this.#requireNotRevoked(chain);
    return chain;
  }

  #chainOf(certificate: Certificate): CertificateChain {
    if (certificate.basicConstraints?.cA) {
      throw new MspError(
        'UNTRUSTED',
        'An X509 certificate with Basic Constraint: Certificate Authority equals true cannot be used as an identity',
      );
    }
    return this.#authorities.chainOf(certificate);
  }

  /** Only the certificate itself is looked up, not the CAs above it. */
  #requireNotRevoked([certificate, issuer]: CertificateChain): void {
    if (issuer && this.#revocationLists.some((list) => list.revokes(certificate, issuer))) {
      throw new MspError(
        'REVOKED',
        'could not validate identity against certification chain: The certificate has been revoked',
      );
    }
  }

  #validateTlsAuthorities(config: msp.FabricMSPConfig): void {
    const pool = {
      roots: config.getTlsRootCertsList_asU8().map(certificateFromPem),
      intermediates: config.getTlsIntermediateCertsList_asU8().map(certificateFromPem),
    };
    for (const authority of [...pool.roots, ...pool.intermediates]) {
      requireAuthority(authority);
      this.#requireNotRevoked(certificateChain(authority, pool));
    }
  }

  #validateAdmins(): void {
    if (this.#admins.length === 0 && !this.#units.hasAdminUnit) {
      throw new MspError('INVALID_MSP', 'administrators must be declared when no admin ou classification is set');
    }
    this.#admins.forEach((admin, index) => {
      within(`admin ${index} is invalid`, () => {
        this.#validateAdmin(admin);
      });
    });
  }

  /** With NodeOUs it is the unit that counts, and a revoked admin does not make the MSP invalid. */
  #validateAdmin(admin: Certificate): void {
    if (!this.#units.areEnforced) {
      this.#units.validate(unitsOf(this.#validChainOf(admin)));
      return;
    }
    const roles = this.#units.rolesOf(unitsOf(this.#chainOf(admin)));
    if (!roles.includes('client') && !roles.includes('admin')) {
      throw new MspError('INVALID_MSP', 'The identity does not contain OU [CLIENT] or [ADMIN]');
    }
  }
}

function unitsOf([certificate, ...issuers]: CertificateChain): IdentityUnits {
  return { names: certificate.organizationalUnits, certifiersIdentifier: certifiersIdentifier(issuers) };
}

/** Says where something went wrong. */
function within<T>(context: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MspError) {
      throw new MspError(error.code, `${context}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function digestOf(hashFamily: string | undefined): string {
  switch (hashFamily) {
    case undefined:
    case '':
    case 'SHA2':
      return 'sha256';
    case 'SHA3':
      return 'sha3-256';
    default:
      throw new MspError('INVALID_MSP', `hash family not recognized [${hashFamily}]`);
  }
}
