// SPDX-License-Identifier: Apache-2.0

import { id_kp_clientAuth, id_kp_serverAuth } from '@peculiar/asn1-x509';
import { type Certificate, certificateFromPem } from '../msp/certificate.js';
import { MspError } from '../msp/msp-error.js';
import { ChainError, verifyCertificate } from '../msp/verify-certificate.js';
import type { OrdererConfig } from './orderer-config.js';
import { refusal, within } from './refusal.js';

/** The TLS certificates of one ordering node, in PEM. */
export interface ConsenterCertificates {
  readonly host: string;
  readonly port: number;
  readonly clientTlsCert: Uint8Array;
  readonly serverTlsCert: Uint8Array;
}

export interface VerifyConsenterOptions {
  readonly now: Date;
  /** Fabric lets present consenters keep certificates that have expired. */
  readonly ignoresExpiration: boolean;
}

/** Checks consenters' TLS certificates against the TLS CAs of the orderer organizations (etcdraft's util.go). */
export class TlsVerifier {
  readonly #pool: { readonly roots: readonly Certificate[]; readonly intermediates: readonly Certificate[] };

  /** @throws ConfigTxError `REFUSED` */
  constructor({ organizations }: OrdererConfig) {
    const msps = [...organizations.values()].map(({ msp }) => msp);
    const roots = msps.flatMap((msp) => msp.getTlsRootCertsList_asU8());
    const intermediates = msps.flatMap((msp) => msp.getTlsIntermediateCertsList_asU8());
    // Organizations may share a CA: a pool has a certificate once.
    this.#pool = {
      roots: unique(within('parsing tls root certs', () => roots.map(parse))),
      intermediates: unique(within('parsing tls intermediate certs', () => intermediates.map(parse))),
    };
  }

  /**
   * An expired certificate that is let pass is not checked any further, as in Fabric.
   *
   * @throws ConfigTxError `REFUSED`
   */
  verify({ host, port, clientTlsCert, serverTlsCert }: ConsenterCertificates, options: VerifyConsenterOptions): void {
    const client = within(`parsing tls client cert of ${host}:${port}`, () => parse(clientTlsCert));
    const server = within(`parsing tls server cert of ${host}:${port}`, () => parse(serverTlsCert));
    this.#verifyOne('client', client, options);
    this.#verifyOne('server', server, options);
  }

  #verifyOne(kind: string, certificate: Certificate, { now, ignoresExpiration }: VerifyConsenterOptions): void {
    try {
      verifyCertificate(certificate, this.#pool, { time: now, usages: [id_kp_clientAuth, id_kp_serverAuth] });
    } catch (error) {
      if (!(error instanceof ChainError)) {
        throw error;
      }
      if (!(error.isExpired && ignoresExpiration)) {
        const serialNumber = BigInt(`0x${certificate.serialNumber}`).toString();
        throw refusal(
          `verifying tls ${kind} cert with serial number ${serialNumber}: ${reasonOf(error, certificate, now)}`,
          {
            cause: error,
          },
        );
      }
    }
  }
}

/** Go tells when it was that the certificate itself ended. */
function reasonOf({ message, isExpired }: ChainError, { notAfter }: Certificate, now: Date): string {
  return isExpired && now > notAfter ? `${message}: current time ${goTime(now)} is after ${goTime(notAfter)}` : message;
}

/** To the second, as in RFC 3339. */
function goTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

function parse(pem: Uint8Array): Certificate {
  try {
    return certificateFromPem(pem);
  } catch (error) {
    if (error instanceof MspError) {
      throw refusal(`no PEM data found in cert[${hexOf(pem)}]`, { cause: error });
    }
    throw error;
  }
}

/** As Go's `% x`. */
function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function unique(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((certificate) => [keyOf(certificate), certificate])).values()];
}

function keyOf({ der }: Certificate): string {
  return Buffer.from(der).toString('base64');
}
