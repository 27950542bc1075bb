// SPDX-License-Identifier: Apache-2.0

import { bytesFromJson } from './bytes-from-json.js';
import type { NodeElement } from './message-node.js';
import type { FieldKind } from './message-type.js';
import type { Place } from './place.js';

type ScalarFieldKind = Exclude<FieldKind, { readonly kind: 'message' | 'opaque' }>;

const ranges = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
} as const;

/**
 * A field's value from protobuf's JSON.
 *
 * @throws ConfigTxError `MALFORMED`
 */
export function scalarFromJson(kind: ScalarFieldKind, json: unknown, place: Place): NodeElement {
  switch (kind.kind) {
    case 'bool':
      if (typeof json !== 'boolean') {
        throw place.malformed('must be true or false');
      }
      return json;
    case 'string':
      if (typeof json !== 'string') {
        throw place.malformed('must be a text');
      }
      return json;
    case 'bytes':
      return bytesFromJson(json, place);
    case 'enum':
      return enumFromJson(kind.numbers, json, place);
    case 'int32':
    case 'uint32':
      return Number(integerFromJson(kind.kind, json, place));
    case 'int64':
    case 'uint64':
      return integerFromJson(kind.kind, json, place);
  }
}

function enumFromJson(numbers: Readonly<Record<string, number>>, json: unknown, place: Place): number {
  if (typeof json === 'number') {
    return Number(integerFromJson('int32', json, place));
  }
  const number = typeof json === 'string' && Object.hasOwn(numbers, json) ? numbers[json] : undefined;
  if (number === undefined) {
    throw place.malformed(`must be one of ${Object.keys(numbers).join(', ')}`);
  }
  return number;
}

/** A number, or its text; 10e2 is an integer too. A number that JavaScript has already rounded is refused. */
function integerFromJson(kind: keyof typeof ranges, json: unknown, place: Place): bigint {
  const [lowest, highest] = ranges[kind];
  const value = typeof json === 'number' ? ofNumber(json) : typeof json === 'string' ? ofText(json) : undefined;
  if (value === undefined || value < lowest || value > highest) {
    throw place.malformed(`must be an integer from ${lowest} to ${highest}`);
  }
  return value;
}

function ofNumber(number: number): bigint | undefined {
  return Number.isSafeInteger(number) ? BigInt(number) : undefined;
}

function ofText(text: string): bigint | undefined {
  if (/^-?(0|[1-9]\d{0,19})$/.test(text)) {
    return BigInt(text);
  }
  return /^-?(0|[1-9]\d{0,19})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/.test(text) ? ofNumber(Number(text)) : undefined;
}
