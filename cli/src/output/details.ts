// SPDX-License-Identifier: Apache-2.0

import type { Colours } from './colours-for.js';
import { printable } from './printable.js';

/** A name and what it stands for; without the latter it is left out. */
export type Detail = readonly [name: string, text: string | undefined];

/** One thing for a person: a title, and a line for each detail. */
export function details(title: string, rows: readonly Detail[], { bold, dim }: Colours): string {
  const known = rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  const width = Math.max(0, ...known.map(([name]) => name.length));
  const lines = known.map(([name, text]) => `  ${dim(name.padEnd(width))}  ${printable(text)}`);
  return [bold(printable(title)), ...lines, ''].join('\n');
}
