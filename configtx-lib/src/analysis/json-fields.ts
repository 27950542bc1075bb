// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../codec/json-value.js';

/** The value at a path of names; undefined if there is none. */
export function fieldOf(json: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  return names.reduce<JsonValue | undefined>((value, name) => {
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, json);
}

/** A list at a path of names; empty if there is none. */
export function listOf(json: JsonValue | undefined, ...names: readonly string[]): readonly JsonValue[] {
  const value = fieldOf(json, ...names);
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** A text, number or boolean at a path of names, as text; empty if there is none. */
export function textOf(json: JsonValue | undefined, ...names: readonly string[]): string {
  const value = fieldOf(json, ...names);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The bytes at a path of names; empty if there are none. */
export function bytesOf(json: JsonValue | undefined, ...names: readonly string[]): Uint8Array {
  return Buffer.from(textOf(json, ...names), 'base64');
}

/** The members of an object by name; none if it is no object. */
export function membersOf(json: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
  return new Map(isObject(json) ? Object.entries(json) : []);
}

/** Whether two are the same, their members' order apart. */
export function isSameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(json: JsonValue | undefined): string {
  return JSON.stringify(json === undefined ? [] : [json], (_, value: JsonValue) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

function isObject(json: JsonValue | undefined): json is { readonly [key: string]: JsonValue } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
