// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../../codec/json-value.js';
import type { ElementChange } from '../explanation.js';
import { isSameJson } from '../json-fields.js';

export interface EntryWords {
  /** What tells one entry from another: by default all of it. */
  readonly keyOf?: (entry: JsonValue) => string;
  readonly added: (entry: JsonValue) => string;
  readonly removed: (entry: JsonValue) => string;
  /** Of entries with the same key. */
  readonly changed?: (before: JsonValue, after: JsonValue) => string;
}

/** The changes of a list in words, entry by entry; the order of its entries does not matter. */
export function entryChanges(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  words: EntryWords,
): ElementChange[] {
  const { keyOf = (entry) => JSON.stringify(entry), added, removed, changed } = words;
  const old = new Map(before.map((entry) => [keyOf(entry), entry]));
  const present = new Set(after.map(keyOf));
  const come = after.flatMap((entry): ElementChange[] => {
    const former = old.get(keyOf(entry));
    if (former === undefined) {
      return [{ kind: 'added', what: added(entry), after: entry }];
    }
    return changed && !isSameJson(former, entry)
      ? [{ kind: 'changed', what: changed(former, entry), before: former, after: entry }]
      : [];
  });
  const gone = before
    .filter((entry) => !present.has(keyOf(entry)))
    .map((entry): ElementChange => ({ kind: 'removed', what: removed(entry), before: entry }));
  return [...come, ...gone];
}
