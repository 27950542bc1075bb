// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { FieldProblem } from './api-problem.js';

/** Names of fields that nobody knows are shown, within these bounds. */
const maxNameLength = 64;

/**
 * Every mistake that a schema found, as path and text. The schema must have been applied with `reportInput`, which tells
 * a missing field from one of a wrong type.
 *
 * @param whole the name for the value as a whole
 */
export function fieldProblems(error: z.ZodError, whole: string): readonly FieldProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: pathOf([...issue.path, key], whole), message: 'is not known' }))
      : [{ field: pathOf(issue.path, whole), message: textOf(issue) }],
  );
}

/** A path as people write it: `proposal.chaincodeDefinition.collections[0].name`. */
function pathOf(path: readonly PropertyKey[], whole: string): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${nameOf(key)}`)).join('');
  return text === '' ? whole : text.replace(/^\./, '');
}

function nameOf(key: string | symbol): string {
  return String(key)
    .replaceAll(/[^\w$-]/g, '_')
    .slice(0, maxNameLength);
}

function textOf(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('must')) {
    return issue.input === undefined && issue.code === 'invalid_type' ? 'is missing' : issue.message;
  }
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${article(issue.expected)} ${issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'invalid_union':
      return 'options' in issue ? `must be one of ${issue.options.map(String).join(', ')}` : 'is not valid';
    default:
      return issue.message;
  }
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}
