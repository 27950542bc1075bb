// SPDX-License-Identifier: Apache-2.0

import { canonicalJson } from '../votes/canonical-json.js';

/** What differs between two JSON values, a line for each field: `chaincodeDefinition.version: "1.0" -> "2.0"`. */
export function differences(before: unknown, after: unknown, path = ''): readonly string[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  return textOf(before) === textOf(after) ? [] : [`${path}: ${textOf(before)} -> ${textOf(after)}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return value === undefined ? '(none)' : canonicalJson(value);
}
