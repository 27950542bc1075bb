// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import { canonicalJson } from '../canonical-json.js';

/** How deep the values of a free-form part of a body may nest: bounds what recurses into it. */
const maxDepth = 20;
const maxNameLength = 256;

/** Bytes of the canonical JSON of a body. */
const maxBodyBytes = 512 * 1024;

interface Place {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** A refinement of a free-form part of a body: only what JSON can say, nested at most 20 deep. */
export function requireBoundedJson(root: unknown, context: z.core.$RefinementCtx): void {
  let level: readonly Place[] = [{ value: root, path: [] }];
  for (let depth = 1; level.length > 0; depth += 1) {
    for (const place of level) {
      const message = depth > maxDepth ? `must be nested at most ${maxDepth} deep` : mistakeIn(place.value);
      if (message !== undefined) {
        // What comes after recurses into the value, so it must not run.
        context.addIssue({ code: 'custom', path: [...place.path], message, continue: false });
        return;
      }
    }
    level = level.flatMap(children);
  }
}

/** A refinement of a whole body: at most 512 KiB of canonical JSON. */
export function requireBoundedBody(body: unknown, context: z.core.$RefinementCtx): void {
  if (new TextEncoder().encode(canonicalJson(body)).length > maxBodyBytes) {
    context.addIssue({ code: 'custom', message: `must have at most ${maxBodyBytes} bytes as canonical JSON` });
  }
}

function mistakeIn(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : 'must be a finite number';
    case 'object':
      return value === null || Array.isArray(value) ? undefined : mistakeInObject(value);
    default:
      return 'must be JSON';
  }
}

function mistakeInObject(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    return 'must be JSON';
  }
  for (const name of Object.keys(value)) {
    // Copying an object loses this one, and the digest with it.
    if (name === '__proto__' || name.length > maxNameLength) {
      return `must not have a field with ${name === '__proto__' ? 'this name' : `over ${maxNameLength} characters`}`;
    }
  }
  return undefined;
}

function children({ value, path }: Place): readonly Place[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ value: item, path: [...path, index] }))
    : Object.entries(value).map(([name, item]: [string, unknown]) => ({ value: item, path: [...path, name] }));
}
