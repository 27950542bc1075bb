// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';

/** How the chaincode service listens. */
export interface ServiceConfig {
  /** `host:port` */
  readonly address: string;
  /** The package ID that peers know the chaincode by. */
  readonly chaincodeID: string;
  /** Absent: no TLS. PEM. */
  readonly tls?: {
    readonly key: Buffer;
    readonly certificate: Buffer;
    /** Peers must show a certificate of this CA; absent: none is asked for. */
    readonly clientCACertificate?: Buffer;
  };
}

/** Every mistake in the environment, one a line. */
export class ServiceConfigError extends Error {
  override readonly name = 'ServiceConfigError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`the environment has ${mistakes.length} mistakes:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

/**
 * Reads the variables that fabric-samples uses for chaincode as a service: CHAINCODE_SERVER_ADDRESS, CHAINCODE_ID,
 * CHAINCODE_TLS_DISABLED (default `true`), and the files CHAINCODE_TLS_KEY, CHAINCODE_TLS_CERT, CHAINCODE_CLIENT_CA_CERT.
 *
 * @throws ServiceConfigError with all mistakes at once
 */
export function readServiceConfig(environment: Readonly<Record<string, string | undefined>>): ServiceConfig {
  const reader = new Reader(environment);
  const address = reader.text('CHAINCODE_SERVER_ADDRESS', /^.+:\d{1,5}$/, 'host:port');
  const chaincodeID = reader.text('CHAINCODE_ID', /^[^:]+:[0-9a-f]{64}$|^[^:]+$/, 'a package ID such as opssc_1:HASH');
  const disabled = reader.flag('CHAINCODE_TLS_DISABLED', true);
  const tls = disabled ? undefined : readTls(reader);
  reader.finish();
  return { address, chaincodeID, ...(tls && { tls }) };
}

function readTls(reader: Reader): NonNullable<ServiceConfig['tls']> {
  const key = reader.file('CHAINCODE_TLS_KEY');
  const certificate = reader.file('CHAINCODE_TLS_CERT');
  return reader.has('CHAINCODE_CLIENT_CA_CERT')
    ? { key, certificate, clientCACertificate: reader.file('CHAINCODE_CLIENT_CA_CERT') }
    : { key, certificate };
}

/** Collects mistakes and goes on, so that all of them can be told. */
class Reader {
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #mistakes: string[] = [];

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  has(name: string): boolean {
    return this.#value(name) !== '';
  }

  text(name: string, pattern: RegExp, form: string): string {
    const value = this.#value(name);
    if (value === '') {
      this.#mistakes.push(`${name} is missing: ${form}`);
    } else if (!pattern.test(value)) {
      this.#mistakes.push(`${name} must be ${form}, not ${value}`);
    }
    return value;
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.#value(name).toLowerCase();
    if (!['', 'true', 'false'].includes(value)) {
      this.#mistakes.push(`${name} must be true or false, not ${value}`);
    }
    return value === '' ? otherwise : value === 'true';
  }

  file(name: string): Buffer {
    const path = this.#value(name);
    if (path === '') {
      this.#mistakes.push(`${name} is missing: the path of a PEM file`);
      return Buffer.alloc(0);
    }
    try {
      return readFileSync(path);
    } catch (error) {
      this.#mistakes.push(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return Buffer.alloc(0);
    }
  }

  finish(): void {
    if (this.#mistakes.length > 0) {
      throw new ServiceConfigError(this.#mistakes);
    }
  }

  #value(name: string): string {
    return this.#environment[name]?.trim() ?? '';
  }
}
