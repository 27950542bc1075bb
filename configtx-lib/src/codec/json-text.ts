// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from './json-value.js';

/** JSON text as configtxlator prints it, byte for byte: sorted, indented with tabs, safe within HTML. */
export function jsonText(value: JsonValue): string {
  return `${textOf(value, '\n')}\n`;
}

function textOf(value: JsonValue, lineEnd: string): string {
  if (typeof value !== 'object' || value === null) {
    return scalarText(value);
  }
  const innerEnd = `${lineEnd}\t`;
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  const parts = isList(value)
    ? value.map((element) => textOf(element, innerEnd))
    : entriesInOrder(value).map(([key, entry]) => `${scalarText(key)}: ${textOf(entry, innerEnd)}`);
  return parts.length === 0 ? `${open}${close}` : `${open}${innerEnd}${parts.join(`,${innerEnd}`)}${lineEnd}${close}`;
}

/** `Array.isArray` does not tell lists that are read-only from objects. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** In the byte order of UTF-8. */
function entriesInOrder(value: Readonly<Record<string, JsonValue>>): [string, JsonValue][] {
  return Object.entries(value).sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

/** Go's encoder also escapes what could end a script in a page, and the two line ends that JavaScript once had. */
function scalarText(value: boolean | null | number | string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
