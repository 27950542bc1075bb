// SPDX-License-Identifier: Apache-2.0

import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { FailoverLogger } from '../transport/failover.js';
import { reloadWhenChanged } from './reload-when-changed.js';
import { readTlsFiles, type TlsConfig, tlsPaths, trustTheSame } from './tls-files.js';

export interface TlsServerOptions {
  readonly config: TlsConfig;
  readonly handler: RequestListener;
  readonly logger: FailoverLogger;
  /** Milliseconds between two looks at the files. */
  readonly reloadMs: number;
  /** Bytes of a request's line and headers; default: Node's. */
  readonly maxHeaderSize?: number;
  /** Gets the connections that were made before the trusted CAs or their revocation lists changed. */
  readonly staleConnections?: WeakSet<Socket>;
}

/**
 * A server of HTTPS that takes its files again when they change. Connections stay open over it: a new certificate is for
 * those that come. Client certificates are asked for where the configuration has CAs for them, and never required here:
 * there are other ways in.
 */
export async function newTlsServer(options: TlsServerOptions): Promise<Server> {
  const { config, handler, logger, reloadMs, maxHeaderSize, staleConnections } = options;
  const fixed = { minVersion: 'TLSv1.2', requestCert: config.mtls !== undefined, rejectUnauthorized: false } as const;
  let files = await readTlsFiles(config);
  const server = createServer(
    { ...mutable(files), ...fixed, ...(maxHeaderSize !== undefined && { maxHeaderSize }) },
    handler,
  );
  const open = new Set<Socket>();
  server.on('secureConnection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const end = reloadWhenChanged({
    files: tlsPaths(config),
    intervalMs: reloadMs,
    logger,
    what: 'TLS certificate',
    async reload() {
      const read = await readTlsFiles(config);
      server.setSecureContext({ ...mutable(read), ...fixed });
      if (!trustTheSame(files, read)) {
        open.forEach((socket) => staleConnections?.add(socket));
        server.closeIdleConnections();
      }
      files = read;
    },
  });
  server.once('close', end);
  return server;
}

/** Node's types want arrays that can be changed. */
function mutable({ ca, crl, ...files }: Awaited<ReturnType<typeof readTlsFiles>>) {
  return { ...files, ...(ca && { ca: [...ca] }), ...(crl && { crl: [...crl] }) };
}
