// SPDX-License-Identifier: Apache-2.0

import { sourceDigest } from '@opssc/fabric-admin';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AllowedProcess } from '../../src/services/allowed-chaincode.js';

/** Listens where a chaincode service would; says who it is to whoever connects, and lets them hang up. */
const program = `
const { createServer } = require('node:net');
const [host, port] = process.env.CHAINCODE_SERVER_ADDRESS.split(':');
const who = JSON.stringify({ pid: process.pid, id: process.env.CHAINCODE_ID, environment: process.env });
createServer((socket) => socket.on('error', () => undefined).end(who)).listen(Number(port), host, () => console.log('listening'));
`;

/** A source folder with a tiny service, as the configuration allows it. */
export async function tinyChaincode(dir: string, more: Partial<AllowedProcess> = {}): Promise<AllowedProcess> {
  const directory = join(dir, 'source');
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'service.cjs'), program);
  return {
    name: 'asset',
    runtime: 'process',
    digest: await sourceDigest(directory),
    directory,
    command: [process.execPath, 'service.cjs'],
    environment: { COLOUR: 'blue' },
    onStop: 'stop',
    ...more,
  };
}
