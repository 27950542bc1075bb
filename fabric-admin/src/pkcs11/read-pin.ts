// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';
import { HsmError } from './hsm-error.js';

/** Where a PIN is, one of the two. */
export interface PinPlace {
  /** Path of a file with nothing else in it; a line's end after it does not count. */
  readonly pinFile?: string | undefined;
  /** Name of an environment variable. */
  readonly pinEnv?: string | undefined;
}

/**
 * Reads the PIN when it is needed, so that it is kept nowhere, and is in no message.
 *
 * @throws {@link HsmError} when there is none
 */
export function readPin({ pinFile, pinEnv = '' }: PinPlace, environment: NodeJS.ProcessEnv): string {
  const pin = pinFile === undefined ? environment[pinEnv] : fromFile(pinFile);
  if (pin === undefined || pin === '') {
    throw new HsmError(`there is no PIN in ${pinFile ?? `the environment variable ${pinEnv}`}`);
  }
  return pin;
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new HsmError(`the file of the PIN, ${file}, cannot be read (${code})`, { cause });
  }
}
