// SPDX-License-Identifier: Apache-2.0

import { type Document, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../usage-error.js';
import { formatFieldPath, parseFieldPath } from './field-path.js';
import { lineOf } from './line-of.js';
import type { FieldPath, ManifestDocument } from './manifest-document.js';
import { ManifestError } from './manifest-error.js';
import { manifestSchema } from './manifest-schema.js';

export interface ParseManifestOptions {
  /** YAML, or JSON, which is YAML as well. */
  readonly text: string;
  /** What it is called in messages. */
  readonly name: string;
  /** `PATH=VALUE`: texts that are put in before it is checked, such as a digest that a build computed. */
  readonly assignments?: readonly string[];
}

/** Far more than a manifest has; a channel's profile with a hundred organizations has a tenth. */
const MAX_LENGTH = 4 * 1024 * 1024;

/**
 * The documents of a manifest.
 *
 * @throws ManifestError with every mistake in it; UsageError for an assignment that cannot be made
 */
export function parseManifest({ text, name, assignments = [] }: ParseManifestOptions): readonly ManifestDocument[] {
  if (text.length > MAX_LENGTH) {
    throw new ManifestError([`${name}: is longer than ${MAX_LENGTH} characters`]);
  }
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, merge: true, prettyErrors: false, logLevel: 'silent' });
  const documents: readonly Document[] = 'empty' in parsed ? [] : parsed.filter((document) => !isEmpty(document));
  if (documents.length === 0) {
    throw new ManifestError([`${name}: has no document`]);
  }
  const syntax = documents.flatMap(({ errors }) =>
    errors.map(({ pos, message }) => `${name}:${lines.linePos(pos[0]).line}: ${message}`),
  );
  if (syntax.length > 0) {
    throw new ManifestError(syntax);
  }
  assign(documents, assignments);
  const checked = documents.map((document) => {
    const placeOf = (path: FieldPath): string => `${name}:${lineOf(document, path, lines)}`;
    return {
      placeOf,
      result: manifestSchema.safeParse(valueOf(document, placeOf([])), { reportInput: true }),
    };
  });
  const problems = checked.flatMap(({ placeOf, result }) => (result.success ? [] : problemsOf(result.error, placeOf)));
  if (problems.length > 0) {
    throw new ManifestError(problems);
  }
  return checked.flatMap(({ placeOf, result }) => (result.success ? [{ body: result.data, placeOf }] : []));
}

function isEmpty({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

function valueOf(document: Document, place: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 1_000 }) as unknown;
  } catch (error) {
    throw new ManifestError([`${place}: ${error instanceof Error ? error.message : String(error)}`], error);
  }
}

function assign(documents: readonly Document[], assignments: readonly string[]): void {
  const [document, second] = documents;
  if (assignments.length > 0 && second !== undefined) {
    throw new UsageError('--set is for a manifest of one document');
  }
  for (const assignment of assignments) {
    const [, path = '', value = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
    if (path === '') {
      throw new UsageError(`--set ${assignment}: must be PATH=VALUE`);
    }
    try {
      document?.setIn(parseFieldPath(path), value);
    } catch (error) {
      throw new UsageError(`--set ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function problemsOf(error: z.ZodError, placeOf: ManifestDocument['placeOf']): readonly string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((segment) => typeof segment !== 'symbol');
    const problem = (at: FieldPath, message: string): string =>
      `${placeOf(at)}: ${formatFieldPath(at) || 'the document'} ${message}`;
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => problem([...path, key], 'is not known'))
      : [problem(path, messageOf(issue))];
  });
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return 'is missing';
  }
  if (issue.code === 'invalid_union') {
    return `must be one of ${kinds.join(', ')}`;
  }
  if (issue.code === 'invalid_type' && issue.expected in shapes) {
    return `must be ${shapes[issue.expected] ?? ''}`;
  }
  return issue.message.startsWith('must') ? issue.message : `is not valid: ${issue.message}`;
}

/** In the words of YAML. */
const shapes: Readonly<Record<string, string>> = {
  object: 'a map of fields',
  record: 'a map of fields',
  array: 'a list',
};

const kinds = manifestSchema.options.flatMap(({ shape }) => [...shape.kind.values]);
