// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../../codec/json-value.js';
import type { ElementChange } from '../explanation.js';
import { isSameJson, membersOf } from '../json-fields.js';

/** The changes of an object's fields in words, named as in `configtx.yaml`: `changes Raft's TickInterval from 500ms to 1s`. None where there is no object. */
export function fieldChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  what: string,
): ElementChange[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  const [old, present] = [membersOf(before), membersOf(after)];
  return [...new Set([...old.keys(), ...present.keys()])]
    .filter((name) => !isSameJson(old.get(name), present.get(name)))
    .map((name) => ({
      kind: 'changed',
      what: `changes ${what} ${yamlName(name)} from ${wordOf(old.get(name))} to ${wordOf(present.get(name))}`,
      ...(old.has(name) ? { before: old.get(name) ?? null } : {}),
      ...(present.has(name) ? { after: present.get(name) ?? null } : {}),
    }));
}

/** `tick_interval` is `TickInterval`. */
function yamlName(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function wordOf(json: JsonValue | undefined): string {
  if (json === undefined) {
    return 'nothing';
  }
  return typeof json === 'string' ? json : JSON.stringify(json);
}
