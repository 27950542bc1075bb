// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { assessRisks } from '../../analysis/assess-risks.js';
import type { Risk } from '../../analysis/risks/risk.js';
import type { CommandIO } from '../command-io.js';
import { addUpdateCommand } from '../update-command.js';

interface Flags {
  readonly peerVersions?: readonly string[];
}

/** `risks`: what could go wrong with an update. */
export function addRisks(program: Command, io: CommandIO): void {
  addUpdateCommand<readonly Risk[], Flags>(program, io, {
    name: 'risks',
    description: 'Says what an update risks, the worst first',
    analyse: ({ update, current, flags: { peerVersions } }) =>
      assessRisks({ update, current, now: io.now(), ...(peerVersions ? { peerVersions } : {}) }),
    textOf,
  }).option('--peer-versions <versions...>', 'of the peers that are known: 2.5.4 3.1.5');
}

function textOf(risks: readonly Risk[]): string {
  const lines = risks.map(({ severity, code, path, text }) => `${severity} ${code} ${path}: ${text}`);
  return [...(lines.length > 0 ? lines : ['No risks found.']), ''].join('\n');
}
