// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { areCertificates } from './are-certificates.js';

/** A server's files, all by path. */
export interface TlsConfig {
  readonly tls: { readonly certificate: string; readonly privateKey: string };
  /** Whom client certificates have to come from, and which of them are revoked; absent: none are asked for. */
  readonly mtls?: { readonly ca: readonly string[]; readonly crl?: readonly string[] } | undefined;
}

/** PEM. */
export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Whom client certificates have to come from. */
  readonly ca?: readonly Buffer[];
  readonly crl?: readonly Buffer[];
}

/** The files that TLS is made of. */
export function tlsPaths({ tls, mtls }: TlsConfig): readonly string[] {
  return [tls.certificate, tls.privateKey, ...(mtls?.ca ?? []), ...(mtls?.crl ?? [])];
}

/**
 * Reads them, and makes sure that they can be used together.
 *
 * @throws the system's error, or OpenSSL's
 */
export async function readTlsFiles({ tls, mtls }: TlsConfig): Promise<TlsFiles> {
  const read = (paths: readonly string[]) => Promise.all(paths.map((path) => readFile(path)));
  const [[cert, key], ca, crl] = await Promise.all([
    Promise.all([readFile(tls.certificate), readFile(tls.privateKey)]),
    read(mtls?.ca ?? []),
    read(mtls?.crl ?? []),
  ]);
  if (!ca.every(areCertificates)) {
    throw new Error('one of the CAs of clients is not a certificate in PEM');
  }
  const files = { cert, key, ...(ca.length > 0 && { ca }), ...(crl.length > 0 && { crl }) };
  createSecureContext(files);
  return files;
}

/** Whether they trust the same clients. */
export function trustTheSame(left: TlsFiles, right: TlsFiles): boolean {
  const trust = ({ ca = [], crl = [] }: TlsFiles): string => [...ca, '-', ...crl].join('\n');
  return trust(left) === trust(right);
}
