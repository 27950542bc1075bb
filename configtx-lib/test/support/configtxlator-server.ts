// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The result of a call, or the reason that configtxlator gave for refusing it. */
export type Verdict<T> = { readonly value: T } | { readonly refusal: string };

/** `configtxlator start`: the same code as the commands, without a process for each call. */
export interface ConfigtxlatorServer {
  /** The JSON text. */
  decode(type: string, bytes: Uint8Array): Promise<Verdict<string>>;
  encode(type: string, json: string): Promise<Verdict<Uint8Array>>;
  computeUpdate(channelID: string, original: Uint8Array, updated: Uint8Array): Promise<Verdict<Uint8Array>>;
  stop(): Promise<void>;
}

/** Where it is looked for: `FABRIC_BIN`, `PATH`, then `~/.opssc/fabric/bin`. */
export function findConfigtxlator(): string | undefined {
  const folders = [process.env['FABRIC_BIN'], ...(process.env['PATH'] ?? '').split(delimiter)];
  return [...folders, join(homedir(), '.opssc/fabric/bin')]
    .map((folder) => join(folder ?? '', 'configtxlator'))
    .find((file) => existsSync(file));
}

/** Starts it on a free port of the loopback interface. */
export async function startConfigtxlator(file: string): Promise<ConfigtxlatorServer> {
  const port = await freePort();
  const server = spawn(file, ['start', '--hostname', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await serving(server);
  const post = async (path: string, body: Uint8Array | string | FormData): Promise<Verdict<Uint8Array>> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      // A copy, since a view of a shared buffer is no body.
      body: body instanceof Uint8Array ? new Uint8Array(body) : body,
    });
    const value = new Uint8Array(await response.arrayBuffer());
    return response.ok ? { value } : { refusal: Buffer.from(value).toString() };
  };
  return {
    decode: async (type, bytes) => {
      const verdict = await post(`/protolator/decode/${type}`, bytes);
      return 'value' in verdict ? { value: Buffer.from(verdict.value).toString() } : verdict;
    },
    encode: (type, json) => post(`/protolator/encode/${type}`, json),
    computeUpdate: (channelID, original, updated) => {
      const form = new FormData();
      form.set('channel', channelID);
      form.set('original', new Blob([new Uint8Array(original)]));
      form.set('updated', new Blob([new Uint8Array(updated)]));
      return post('/configtxlator/compute/update-from-configs', form);
    },
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('no port');
  }
  return address.port;
}

async function serving(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('Serving HTTP requests')) {
        resolve();
      }
    });
    server.on('error', reject);
    server.on('exit', () => {
      reject(new Error(`configtxlator ended: ${said}`));
    });
  });
}
