// SPDX-License-Identifier: Apache-2.0

import { printable } from './printable.js';

/** A cell: its text, and how it is coloured once its width is known. */
export interface Cell {
  readonly text: string;
  readonly colour?: (text: string) => string;
}

export type Row = readonly (string | Cell)[];

export interface TableOptions {
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
  /** How headings are coloured. */
  readonly dim: (text: string) => string;
}

const GAP = '  ';

/** Lines of aligned columns, the last one as wide as it comes. */
export function table({ headings, rows, dim }: TableOptions): string {
  const cells = [headings.map((text) => ({ text, colour: dim })), ...rows.map((row) => row.map(cellOf))];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => lengthOf(row[column]?.text ?? ''))));
  const lines = cells.map((row) =>
    row
      .map(({ text, colour = String }, column) => {
        const padding = column === row.length - 1 ? 0 : (widths[column] ?? 0) - lengthOf(text);
        return colour(text) + ' '.repeat(padding);
      })
      .join(GAP)
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cellOf(cell: string | Cell): Cell {
  return typeof cell === 'string' ? { text: printable(cell) } : { ...cell, text: printable(cell.text) };
}

/** In code points: what a terminal shows, more or less. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
