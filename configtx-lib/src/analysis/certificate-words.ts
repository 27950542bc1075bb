// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';

/** A certificate that can be read, by its PEM or DER. */
function parse(bytes: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

/** The subject's common name: `ca.org4.example.com`. */
export function commonName(pem: Uint8Array): string | undefined {
  return parse(pem)
    ?.subject.split('\n')
    .find((line) => line.startsWith('CN='))
    ?.slice('CN='.length);
}

/** `CN=ca.org4.example.com, valid until 2035-01-01`, or that it is no certificate. */
export function describeCertificate(pem: Uint8Array): string {
  const certificate = parse(pem);
  if (!certificate) {
    return 'something that is no certificate';
  }
  const subject = certificate.subject.split('\n');
  const name = subject.find((line) => line.startsWith('CN=')) ?? subject.join(',');
  return `${name}, valid until ${dayOf(new Date(certificate.validTo))}`;
}

/** `2035-01-01`, in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
