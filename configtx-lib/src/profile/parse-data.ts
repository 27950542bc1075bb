// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import { ConfigTxError } from '../config-tx-error.js';
import { pathOf } from './path-of.js';

export interface ParseDataOptions<T> {
  readonly schema: z.ZodType<T>;
  readonly input: unknown;
  /** Where the input comes from, for errors: `operations[2]`. */
  readonly path: string;
}

type Issue = z.core.$ZodIssue;

/**
 * Parses JSON data by a schema.
 *
 * @throws ConfigTxError `INVALID_PROFILE` with the path of the first element that is wrong
 */
export function parseData<T>({ schema, input, path }: ParseDataOptions<T>): T {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) {
    return result.data;
  }
  const { keys, reason } = firstProblem(result.error.issues);
  const element = pathOf(path, keys);
  throw new ConfigTxError('INVALID_PROFILE', `${element}: ${reason}`, { path: element });
}

/** How the library's own messages begin, where a schema gives none. */
const unspecific = 'Invalid';
const unknownField = 'unknown field';

interface Problem {
  readonly keys: readonly PropertyKey[];
  readonly reason: string;
}

function firstProblem(issues: readonly Issue[]): Problem {
  // A misspelt field is two mistakes, one unknown and one missing: the unknown one says more.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  return issue ? problemOf(issue) : { keys: [], reason: 'invalid' };
}

function problemOf(issue: Issue): Problem {
  const { path: keys } = issue;
  if (issue.code !== 'unrecognized_keys' && !issue.message.startsWith(unspecific)) {
    return { keys, reason: issue.message };
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return { keys: [...keys, ...issue.keys.slice(0, 1)], reason: unknownField };
    case 'invalid_type':
      return { keys, reason: issue.input === undefined ? 'is missing' : `must be ${nameOf(issue.expected)}` };
    case 'invalid_value':
      return { keys, reason: `must be ${issue.values.map((value) => `'${String(value)}'`).join(' or ')}` };
    case 'invalid_key':
      return { keys, reason: issue.issues[0]?.message ?? issue.message };
    case 'invalid_union': {
      const inner = closest(issue.errors);
      return inner ? { keys: [...keys, ...inner.keys], reason: inner.reason } : { keys, reason: issue.message };
    }
    default:
      return { keys, reason: issue.message };
  }
}

/** Of what each alternative says, the one about the innermost element, best one that the alternative has. */
function closest(alternatives: readonly (readonly Issue[])[]): Problem | undefined {
  return alternatives
    .filter((issues) => issues.length > 0)
    .map(firstProblem)
    .sort((a, b) => b.keys.length - a.keys.length || Number(isUnknown(a)) - Number(isUnknown(b)))[0];
}

function isUnknown({ reason }: Problem): boolean {
  return reason === unknownField;
}

function nameOf(type: string): string {
  switch (type) {
    case 'array':
      return 'a list';
    case 'int':
      return 'a whole number';
    case 'object':
    case 'record':
      return 'an object';
    default:
      return `a ${type}`;
  }
}
