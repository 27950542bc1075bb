// SPDX-License-Identifier: Apache-2.0

import { AsyncLocalStorage } from 'node:async_hooks';
import { resolve } from 'node:path';
import { z } from 'zod';

/** The folder that paths are taken from while a file is validated. */
const baseDirectory = new AsyncLocalStorage<string>();

/**
 * A path in a configuration file: absolute afterwards, taken from the folder of the file that `loadConfig` reads (outside
 * of it, from the working directory).
 */
export const configPathSchema = z
  .string()
  .min(1, 'must be a path')
  .transform((path) => resolve(baseDirectory.getStore() ?? '', path));

/** Runs a validation with paths taken from this folder. */
export function withBaseDirectory<T>(directory: string, validate: () => T): T {
  return baseDirectory.run(directory, validate);
}
