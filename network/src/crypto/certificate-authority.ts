// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  type Extension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  X509Certificate,
} from '@peculiar/x509';
import { isIP } from 'node:net';
import { CertificateSigner, type RevokedCertificate } from './certificate-signer.js';
import { newSigningKeys, readSigningKey, writeSigningKey } from './signing-key.js';

/** A certificate authority with its key at hand. */
export interface CertificateAuthority {
  /** `ca.org1.example.com` */
  readonly commonName: string;
  readonly own: IssuedCertificate;
  /** A certificate for signing: what an MSP calls an identity. */
  issueIdentity(commonName: string, organizationalUnit: string): Promise<IssuedCertificate>;
  /** A certificate for both ends of TLS. Names that are IP addresses become IP entries. */
  issueTls(commonName: string, alternativeNames: readonly string[]): Promise<IssuedCertificate>;
  /** A CA below this one. */
  issueIntermediate(commonName: string): Promise<CertificateAuthority>;
  /** A revocation list in PEM with exactly these entries. */
  issueRevocationList(entries: readonly RevokedCertificate[]): Promise<string>;
}

export interface IssuedCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS#8. */
  readonly privateKey: string;
}

export interface CertificateAuthorityOptions {
  readonly commonName: string;
  /** The subject's O, for instance `org1.example.com`. */
  readonly organization: string;
  readonly now: Date;
}

export interface OpenCertificateAuthorityOptions extends IssuedCertificate {
  readonly now: Date;
  /** What it issues is valid until then at least, if that is later than usual. */
  readonly validUntil?: Date;
}

const yearsOfAuthority = 20;
const yearsOfMember = 10;

/** Makes a root with a fresh P-256 key. Fabric needs a subject key identifier and the right to sign certificates in it. */
export async function newCertificateAuthority(options: CertificateAuthorityOptions): Promise<CertificateAuthority> {
  const { commonName, organization, now } = options;
  const keys = await newSigningKeys();
  const name = distinguishedName(organization, commonName);
  const signer = new CertificateSigner({ name: new Name(name), ...keys, now });
  const certificate = await signer.sign({
    subject: name,
    publicKey: keys.publicKey,
    years: yearsOfAuthority,
    extensions: authorityExtensions(),
  });
  return new IssuingAuthority(signer, { certificate, privateKey: await writeSigningKey(keys.privateKey) });
}

/** A CA that was made before, from its own certificate and key. */
export async function openCertificateAuthority(
  options: OpenCertificateAuthorityOptions,
): Promise<CertificateAuthority> {
  const { certificate, privateKey, now, validUntil } = options;
  const { subjectName: name, publicKey } = new X509Certificate(certificate);
  const key = await readSigningKey(privateKey);
  const signer = new CertificateSigner({ name, publicKey, privateKey: key, now, ...(validUntil && { validUntil }) });
  return new IssuingAuthority(signer, { certificate, privateKey });
}

class IssuingAuthority implements CertificateAuthority {
  readonly own: IssuedCertificate;
  readonly #signer: CertificateSigner;

  constructor(signer: CertificateSigner, own: IssuedCertificate) {
    this.own = own;
    this.#signer = signer;
  }

  get commonName(): string {
    return fieldOf(this.#signer.name, 'CN');
  }

  issueIdentity(commonName: string, organizationalUnit: string): Promise<IssuedCertificate> {
    return this.#issue(distinguishedName(this.#organization, commonName, organizationalUnit), [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    ]);
  }

  issueTls(commonName: string, alternativeNames: readonly string[]): Promise<IssuedCertificate> {
    return this.#issue(distinguishedName(this.#organization, commonName), [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      ...(alternativeNames.length === 0 ? [] : [alternativeNamesExtension(alternativeNames)]),
    ]);
  }

  async issueIntermediate(commonName: string): Promise<CertificateAuthority> {
    const own = await this.#issue(distinguishedName(this.#organization, commonName), authorityExtensions());
    return await openCertificateAuthority({ ...own, now: this.#signer.now });
  }

  issueRevocationList(entries: readonly RevokedCertificate[]): Promise<string> {
    return this.#signer.signRevocationList(entries);
  }

  get #organization(): string {
    return fieldOf(this.#signer.name, 'O');
  }

  async #issue(subject: string, extensions: readonly Extension[]): Promise<IssuedCertificate> {
    const { publicKey, privateKey } = await newSigningKeys();
    return {
      certificate: await this.#signer.sign({ subject, publicKey, years: yearsOfMember, extensions }),
      privateKey: await writeSigningKey(privateKey),
    };
  }
}

function authorityExtensions(): Extension[] {
  return [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(
      KeyUsageFlags.digitalSignature |
        KeyUsageFlags.keyEncipherment |
        KeyUsageFlags.keyCertSign |
        KeyUsageFlags.cRLSign,
      true,
    ),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.serverAuth]),
  ];
}

function distinguishedName(organization: string, commonName: string, organizationalUnit?: string): string {
  const unit = organizationalUnit === undefined ? '' : `OU=${organizationalUnit}, `;
  return `C=US, O=${organization}, ${unit}CN=${commonName}`;
}

function fieldOf(name: Name, field: 'O' | 'CN'): string {
  return name.getField(field)[0] ?? '';
}

function alternativeNamesExtension(names: readonly string[]): Extension {
  return new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })));
}
