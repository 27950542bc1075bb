// SPDX-License-Identifier: Apache-2.0

import { stringify } from 'yaml';
import type { TextOutput } from '../cli-context.js';
import type { OutputFormat } from './output-format.js';

export interface ResultOptions {
  readonly output: TextOutput;
  readonly format: OutputFormat;
  /** For programs: in the API's own form. */
  readonly value: unknown;
  /** For people, with a new line at its end. */
  readonly text: () => string;
}

/** Prints the one result of a command on the standard output. */
export function writeResult({ output, format, value, text }: ResultOptions): void {
  switch (format) {
    case 'json':
      output.write(`${JSON.stringify(value, undefined, 2)}\n`);
      break;
    case 'yaml':
      // Equal parts are written out: an alias is easily overlooked.
      output.write(stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 }));
      break;
    case 'table':
      output.write(text());
  }
}
