// SPDX-License-Identifier: Apache-2.0

import pc from 'picocolors';
import type { CliContext, TextOutput } from '../cli-context.js';

export type Colours = ReturnType<typeof pc.createColors>;

/** Colours on a terminal, unless NO_COLOR (no-color.org) is set or the terminal has none. */
export function coloursFor(output: TextOutput, { environment }: Pick<CliContext, 'environment'>): Colours {
  const unwanted = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  return pc.createColors(output.isTerminal && !unwanted);
}
