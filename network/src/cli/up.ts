// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { relative } from 'node:path';
import { createNetwork } from '../create-network.js';
import type { Network, NetworkOptions } from '../network.js';
import { environmentFile } from '../write-environment-files.js';
import { listenForCommands } from './listen-for-commands.js';

/** As commander hands them over. */
export interface UpOptions {
  readonly backend: NetworkOptions['backend'];
  readonly orgs?: number;
  readonly peers?: number;
  readonly orderers?: number;
  readonly consensus: 'raft' | 'bft';
  readonly ordering: 'shared' | 'own';
  readonly channel?: readonly string[];
  readonly batchTimeout?: number;
  readonly dir: string;
}

/** Runs a network until SIGINT, SIGTERM or the `down` command. */
export async function up(options: UpOptions, print: (line: string) => void): Promise<void> {
  const { backend, dir, orgs, peers, orderers, consensus, ordering, channel, batchTimeout } = options;
  const network = await createNetwork({
    ...{ backend, dir, consensus, ordering, log: print },
    ...(orgs === undefined ? {} : { organizations: orgs }),
    ...(peers === undefined ? {} : { peers }),
    ...(orderers === undefined ? {} : { orderers }),
    ...(channel === undefined ? {} : { channels: channel }),
    ...(batchTimeout === undefined ? {} : { batchTimeout }),
  });
  const ending = endingOf(network);
  try {
    await network.start();
  } catch (error) {
    // Stopped while it started: that is what was asked for.
    if (!ending.begun) {
      throw error;
    }
  }
  if (ending.begun) {
    await ending.ended;
    print('stopped');
    return;
  }
  const commands = await listenForCommands(network, ending.end);
  print(howToUse(network));
  await ending.ended;
  commands.close();
  print('stopped');
}

interface Ending {
  readonly begun: boolean;
  readonly ended: Promise<void>;
  readonly end: () => Promise<void>;
}

/** The network stops once, whoever asks for it; a second signal does not wait for that. */
function endingOf(network: Network): Ending {
  const asked = new AbortController();
  const ended = once(asked.signal, 'abort').then(() => network.stop());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked.signal.aborted) {
        process.exit(1);
      }
      asked.abort();
    });
  }
  return {
    ended,
    end: () => {
      asked.abort();
      return ended;
    },
    get begun() {
      return asked.signal.aborted;
    },
  };
}

function howToUse(network: Network): string {
  const lines = network.organizations.map((organization) => {
    const file = relative(process.cwd(), environmentFile(organization));
    return `  ${organization.mspID.padEnd(8)} . ${file}`;
  });
  return [
    '',
    `${network.backend} network in ${relative(process.cwd(), network.dir) || '.'}; channels: ${network.channels.join(', ') || 'none'}`,
    "To use Fabric's own commands as an organization's admin:",
    ...lines,
    'Ctrl-C stops it.',
  ].join('\n');
}
