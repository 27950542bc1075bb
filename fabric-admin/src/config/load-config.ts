// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError, type ConfigProblem } from './config-error.js';
import { withBaseDirectory } from './config-path.js';

/**
 * Reads a YAML file and validates it. Relative paths (`configPathSchema`) are taken from the file's folder.
 *
 * @throws {@link ConfigError} with every problem in the file, each with its place.
 */
export async function loadConfig<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(await readText(file), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      file,
      document.errors.map(({ message, pos }) => ({ path: '', line: lines.linePos(pos[0]).line, message })),
    );
  }
  const result = await withBaseDirectory(dirname(resolve(file)), () => schema.safeParseAsync(document.toJS()));
  if (!result.success) {
    throw new ConfigError(
      file,
      result.error.issues.flatMap((issue) => problemsOf(issue, (path) => lineOf(path, document, lines))),
    );
  }
  return result.data;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(file, [{ path: '', line: undefined, message: `cannot be read: ${message}` }], { cause });
  }
}

type Path = readonly PropertyKey[];

/** One problem for each unknown key, where zod has one issue for all of an object's. */
function problemsOf(issue: z.core.$ZodIssue, lineOfPath: (path: Path) => number | undefined): readonly ConfigProblem[] {
  const problem = (path: Path, message: string): ConfigProblem => ({
    path: textOf(path),
    line: lineOfPath(path),
    message,
  });
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => problem([...issue.path, key], 'is not known here'));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [problem(issue.path, missing ? 'is missing' : issue.message)];
}

function textOf(path: Path): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

/** The line of the value, or of the nearest thing around it that is in the file. */
function lineOf(path: Path, document: Document, lines: LineCounter): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const [start] = node.range as readonly unknown[];
      return typeof start === 'number' ? lines.linePos(start).line : undefined;
    }
  }
  return undefined;
}
