// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';

const begin = /-----BEGIN CERTIFICATE-----/g;
const whole = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Whether a PEM file has certificates, one or more, and each of them whole: OpenSSL takes a file that is half written for
 * one with fewer certificates, or with none.
 */
export function areCertificates(pem: Uint8Array): boolean {
  const text = Buffer.from(pem).toString();
  const certificates = text.match(whole) ?? [];
  return (
    certificates.length > 0 && certificates.length === text.match(begin)?.length && certificates.every(isCertificate)
  );
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
