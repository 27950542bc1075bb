// SPDX-License-Identifier: Apache-2.0

import { X509Certificate, X509Crl } from '@peculiar/x509';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { identityFiles } from '../identity-files.js';
import type { CertificateIssuer, IdentityFiles, OrganizationCrypto, RootCertificateIssuer } from '../network.js';
import { NetworkError } from '../network-error.js';
import type { MspFiles } from '../network-plan.js';
import { openAuthority, writeAuthority } from './authority-folder.js';
import { type CertificateAuthority, newCertificateAuthority } from './certificate-authority.js';
import type { RevokedCertificate } from './certificate-signer.js';
import { writeMember } from './write-member.js';

export interface OrganizationCryptoOptions {
  /** The organization's folder. */
  readonly dir: string;
  readonly domain: string;
  readonly msp: MspFiles;
  readonly now: () => Date;
}

/** The CAs in an organization's folder; reads nothing before it is asked for something. */
export function newOrganizationCrypto(options: OrganizationCryptoOptions): OrganizationCrypto {
  return new FolderCrypto(options);
}

/** Where a CA below the first root, or beside it, is kept; its users are in the folder `users` there. */
const intermediateCas = 'intermediatecas';
const rootCas = 'rootcas';
const revocationList = 'crl.pem';

class FolderCrypto implements OrganizationCrypto {
  readonly #options: OrganizationCryptoOptions;

  constructor(options: OrganizationCryptoOptions) {
    this.#options = options;
  }

  get certFile(): string {
    return this.rootCertFile;
  }

  get rootCertFile(): string {
    return this.#options.msp.rootCert;
  }

  get tlsRootCertFile(): string {
    return this.#options.msp.tlsRootCert;
  }

  issueUser(name: string, role: 'admin' | 'client'): Promise<IdentityFiles> {
    const place = { usersDir: join(this.#options.dir, 'users'), rootDir: dirname(this.rootCertFile) };
    return this.#issueUser(place, name, role);
  }

  newIntermediateCA(name: string): Promise<CertificateIssuer> {
    return this.#newIntermediateCA(name, dirname(this.rootCertFile));
  }

  async newRootCA(): Promise<RootCertificateIssuer> {
    const { dir, domain, now } = this.#options;
    const number = (await foldersIn(join(dir, rootCas))).length + 2;
    const rootDir = await newFolder(join(dir, rootCas), String(number));
    const commonName = `ca${number}.${domain}`;
    const root = await newCertificateAuthority({ commonName, organization: domain, now: now() });
    return {
      ...this.#issuer({ certFile: await writeAuthority(rootDir, root), rootDir }),
      newIntermediateCA: (name) => this.#newIntermediateCA(name, rootDir),
    };
  }

  async revoke(certFiles: readonly string[]): Promise<string> {
    const certificates = await Promise.all(certFiles.map(readCertificate));
    const authorityDir = await this.#issuerOf(certificates, certFiles);
    const known = await revokedIn(join(authorityDir, revocationList));
    const revocationDate = this.#options.now();
    const added = certificates
      .map(({ serialNumber }) => ({ serialNumber, revocationDate }))
      .filter(({ serialNumber }) => !known.some((entry) => entry.serialNumber === serialNumber));
    const list = await (await this.#open(authorityDir)).issueRevocationList([...known, ...added]);
    await writeFile(join(authorityDir, revocationList), list);
    return list;
  }

  async #newIntermediateCA(name: string, rootDir: string): Promise<CertificateIssuer> {
    checkName(name, /^[a-z0-9][a-z0-9-]*$/);
    const { dir, domain } = this.#options;
    const intermediateDir = await newFolder(join(dir, intermediateCas), name);
    const root = await this.#open(rootDir);
    const certFile = await writeAuthority(intermediateDir, await root.issueIntermediate(`ca-${name}.${domain}`));
    return this.#issuer({ certFile, rootDir, intermediateDir });
  }

  #issuer(options: { certFile: string; rootDir: string; intermediateDir?: string }): CertificateIssuer {
    const place = { ...options, usersDir: join(dirname(options.certFile), 'users') };
    return { certFile: options.certFile, issueUser: (name, role) => this.#issueUser(place, name, role) };
  }

  async #issueUser(place: IssuingPlace, user: string, role: 'admin' | 'client'): Promise<IdentityFiles> {
    checkName(user, /^[A-Za-z0-9][A-Za-z0-9._-]*$/);
    const { domain, msp } = this.#options;
    const name = `${user}@${domain}`;
    const dir = join(place.usersDir, name);
    const intermediate = place.intermediateDir === undefined ? undefined : await this.#open(place.intermediateDir);
    await writeMember({
      ...{ dir, name, unit: role },
      ca: await this.#open(place.rootDir),
      tlsCa: await this.#open(dirname(this.tlsRootCertFile)),
      ...(intermediate && { intermediate }),
    });
    return identityFiles(join(dir, 'msp'), msp.mspID, name);
  }

  /** The folder of the one CA that has signed all of them. */
  async #issuerOf(certificates: readonly X509Certificate[], files: readonly string[]): Promise<string> {
    for (const dir of await this.#authorityDirs()) {
      const ca = new X509Certificate((await this.#open(dir)).own.certificate);
      const signed = await Promise.all(
        certificates.map((certificate) => certificate.verify({ publicKey: ca, signatureOnly: true })),
      );
      if (signed.every((one) => one)) {
        return dir;
      }
    }
    throw new NetworkError('INVALID_OPTION', `no one CA of ${this.#options.msp.mspID} has issued ${files.join(', ')}`);
  }

  async #authorityDirs(): Promise<string[]> {
    const { dir } = this.#options;
    const further = await Promise.all(
      [intermediateCas, rootCas].map(async (kind) =>
        (await foldersIn(join(dir, kind))).map((name) => join(dir, kind, name)),
      ),
    );
    return [dirname(this.rootCertFile), ...further.flat()];
  }

  #open(dir: string): Promise<CertificateAuthority> {
    return openAuthority(dir, { now: this.#options.now() });
  }
}

/** Where a CA keeps its users, and the folders of the CAs that sign for it. */
interface IssuingPlace {
  readonly usersDir: string;
  readonly rootDir: string;
  readonly intermediateDir?: string;
}

function checkName(name: string, pattern: RegExp): void {
  if (!pattern.test(name)) {
    throw new NetworkError('INVALID_OPTION', `${JSON.stringify(name)} is no name for a certificate or a CA here`);
  }
}

/** @throws NetworkError `INVALID_OPTION` if it is there already: a CA is never replaced. */
async function newFolder(parent: string, name: string): Promise<string> {
  const dir = join(parent, name);
  if ((await foldersIn(parent)).includes(name)) {
    throw new NetworkError('INVALID_OPTION', `${dir} holds a CA already`);
  }
  await mkdir(dir, { recursive: true });
  return dir;
}

async function foldersIn(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  return (await readdir(dir)).sort();
}

async function readCertificate(file: string): Promise<X509Certificate> {
  return new X509Certificate(await readFile(file, 'utf8'));
}

/** What a CA has revoked before; nothing if it has no list yet. */
async function revokedIn(file: string): Promise<RevokedCertificate[]> {
  let list: string;
  try {
    list = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
  return new X509Crl(list).entries.map(({ serialNumber, revocationDate }) => ({ serialNumber, revocationDate }));
}
