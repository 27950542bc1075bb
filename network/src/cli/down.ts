// SPDX-License-Identifier: Apache-2.0

import { NetworkError } from '../network-error.js';
import { endProcess, endRecorded, runOwner } from '../run-record.js';
import { askNetwork } from './ask-network.js';

/**
 * Stops a network: asks its process, or ends that process if it doesn't listen, and then whatever nodes are left. Only
 * processes that the network's run record identifies are ended. Returns what to tell the user.
 */
export async function down(dir: string): Promise<string> {
  try {
    await askNetwork(dir, { command: 'down' });
    return 'stopped';
  } catch (error) {
    if (!(error instanceof NetworkError)) {
      throw error;
    }
  }
  const owner = await runOwner(dir);
  if (owner !== undefined) {
    await endProcess(owner);
  }
  const ended = await endRecorded(dir);
  if (owner === undefined && ended.length === 0) {
    return `no network runs in ${dir}`;
  }
  return ['stopped', ...ended.map((name) => `ended ${name}, which had been left behind`)].join('\n');
}
