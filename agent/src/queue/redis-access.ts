// SPDX-License-Identifier: Apache-2.0

import { areCertificates, type FailoverLogger, reloadWhenChanged } from '@opssc/fabric-admin';
import { readFile } from 'node:fs/promises';
import { type ConnectionOptions, createSecureContext } from 'node:tls';

/** How to reach Redis, as the configuration says it. All files by path. */
export interface RedisSection {
  /** `redis://…`, or `rediss://…` for TLS. */
  readonly redis: string;
  readonly redisTls?: RedisTlsSection | undefined;
  readonly redisPasswordFile?: string | undefined;
}

export interface RedisTlsSection {
  /** Default: the CAs that Node trusts. */
  readonly ca?: string | undefined;
  readonly certificate?: string | undefined;
  readonly privateKey?: string | undefined;
  readonly serverName?: string | undefined;
}

/** What a connection to Redis is made with. */
export interface RedisAccess {
  readonly url: string;
  /** Looked at for each connection: it has what the files said last. */
  readonly tls?: ConnectionOptions;
  readonly password?: string;
  /** Looks at the files no more. */
  close(): void;
}

export interface OpenRedisOptions {
  readonly logger: FailoverLogger;
  /** Milliseconds between two looks at the files. */
  readonly reloadMs: number;
}

/** @throws the system's error, or OpenSSL's, when the files cannot be used */
export async function openRedisAccess(section: RedisSection, options: OpenRedisOptions): Promise<RedisAccess> {
  const { redis: url, redisTls, redisPasswordFile } = section;
  const password =
    redisPasswordFile === undefined ? undefined : (await readFile(redisPasswordFile, 'utf8')).replace(/\r?\n$/, '');
  const withPassword = password === undefined ? {} : { password };
  if (redisTls === undefined) {
    return { url, ...withPassword, close: () => undefined };
  }
  let files = await readTls(redisTls);
  const { ca, certificate, privateKey, serverName } = redisTls;
  const close = reloadWhenChanged({
    files: [ca, certificate, privateKey].filter((file) => file !== undefined),
    intervalMs: options.reloadMs,
    logger: options.logger,
    what: 'TLS certificate for Redis',
    async reload() {
      files = await readTls(redisTls);
    },
  });
  const tls: ConnectionOptions = {
    minVersion: 'TLSv1.2',
    ...(serverName !== undefined && { servername: serverName }),
    get ca() {
      return files.ca;
    },
    get cert() {
      return files.cert;
    },
    get key() {
      return files.key;
    },
  };
  return { url, tls, ...withPassword, close };
}

/** Reads the files, and makes sure that they can be used together. */
async function readTls({ ca, certificate, privateKey }: RedisTlsSection) {
  const read = (file: string | undefined) => (file === undefined ? undefined : readFile(file));
  const [caBytes, cert, key] = await Promise.all([read(ca), read(certificate), read(privateKey)]);
  if (caBytes !== undefined && !areCertificates(caBytes)) {
    throw new Error('the CA of Redis is not a certificate in PEM');
  }
  const files = { ca: caBytes, cert, key };
  createSecureContext(files);
  return files;
}
