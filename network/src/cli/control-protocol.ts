// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from 'node:os';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { networkLimits } from '../network-settings.js';

const countUpTo = (max: number) => z.int().min(0).max(max).exactOptional();

/** One line of JSON each way, over a socket in the network's folder. */
export const controlRequestSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('status') }),
  z.strictObject({ command: z.literal('down') }),
  z.strictObject({
    command: z.enum(['stop-node', 'start-node', 'add-orderer', 'renew-certificates']),
    name: z.string(),
  }),
  z.strictObject({
    command: z.literal('add-organization'),
    peers: countUpTo(networkLimits.peers.max),
    orderers: countUpTo(networkLimits.orderers.max),
  }),
]);

export type ControlRequest = z.output<typeof controlRequestSchema>;

export const controlResponseSchema = z.union([
  z.strictObject({ error: z.string() }),
  z.strictObject({
    nodes: z.array(
      z.strictObject({
        name: z.string(),
        role: z.enum(['peer', 'orderer']),
        running: z.boolean(),
        address: z.string(),
        channels: z.array(z.string()).exactOptional(),
        pid: z.int().exactOptional(),
      }),
    ),
  }),
]);

export type ControlResponse = z.output<typeof controlResponseSchema>;

/** Operating systems take no longer path for a socket (104 bytes on macOS). */
const longestPath = 100;

export function controlSocketPath(dir: string): string {
  const path = join(dir, 'control.sock');
  if (path.length <= longestPath) {
    return path;
  }
  const hash = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  return join(tmpdir(), `opssc-network-${hash}.sock`);
}
