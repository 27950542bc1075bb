// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import { ContractError } from '../contract-error.js';

/** Characters of a whole argument: room for the largest body, or for several together. */
const maxLength = 1024 * 1024;

/** The field that a mistake in the whole argument is reported for. */
const wholeArgument = 'argument';

/**
 * Parses the JSON argument of a transaction.
 *
 * @throws ContractError `INVALID_ARGUMENT` with the first field that is wrong
 */
export function parseArgument<Schema extends z.ZodType>(schema: Schema, argument: string): z.output<Schema> {
  if (argument.length > maxLength) {
    throw invalid(wholeArgument, `must have at most ${maxLength} characters`);
  }
  return parseRequest(schema, jsonOf(argument));
}

/**
 * Checks a value against a schema and fills in its defaults.
 *
 * @throws ContractError `INVALID_ARGUMENT` with the first field that is wrong
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : (issue?.path ?? []);
  throw invalid(fieldOf(path), issue === undefined ? 'is not valid' : textOf(issue), result.error);
}

/** A path as people write it: `collections[0].name`. */
function fieldOf(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) =>
      typeof key === 'number'
        ? `[${key}]`
        : `.${String(key)
            .replaceAll(/[^\w$-]/g, '_')
            .slice(0, 64)}`,
    )
    .join('');
  return text.replace(/^\./, '') || wholeArgument;
}

function textOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is not known';
    case 'invalid_type':
      return issue.input === undefined && !issue.message.startsWith('must') ? 'is missing' : typeText(issue);
    case 'invalid_union':
      return issue.discriminator === undefined ? 'is not valid' : 'must be one of the known ones';
    default:
      return issue.message;
  }
}

function typeText(issue: z.core.$ZodIssueInvalidType): string {
  return issue.message.startsWith('must') ? issue.message : `must be ${articleFor(issue.expected)} ${issue.expected}`;
}

function articleFor(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function jsonOf(argument: string): unknown {
  try {
    return JSON.parse(argument);
  } catch (error) {
    throw invalid(wholeArgument, 'must be JSON', error);
  }
}

function invalid(field: string, text: string, cause?: unknown): ContractError {
  return new ContractError({ code: 'INVALID_ARGUMENT', field, text, cause });
}
