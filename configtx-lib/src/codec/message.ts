// SPDX-License-Identifier: Apache-2.0

import type { Field, FieldShape, JsonForm, MessageType } from './message-type.js';

/** Describes a message: its name with the package, and its fields by the names of the .proto file. */
export function message(name: string, shapes: Readonly<Record<string, FieldShape>>, json?: JsonForm): MessageType {
  const fields = Object.entries(shapes)
    .sort(([, one], [, other]) => one.number - other.number)
    .map(([fieldName, shape], index): Field => ({
      ...shape,
      name: fieldName,
      jsonName: fieldName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      index,
    }));
  return {
    name,
    fields,
    byNumber: new Map(fields.map((entry) => [entry.number, entry])),
    byName: new Map(fields.flatMap((entry) => [[entry.jsonName, entry] as const, [entry.name, entry] as const])),
    ...(json && { json }),
  };
}
