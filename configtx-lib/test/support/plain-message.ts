// SPDX-License-Identifier: Apache-2.0

/** A message whose fields are simple, with the names that protobuf's JSON form has for them in Go. */
export function plainMessage(message: { toObject(): object }): Record<string, unknown> {
  return plainObject(message.toObject());
}

function plainObject(object: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]): [string, unknown] => {
      if (name.endsWith('Map')) {
        const entries = value as [string, object][];
        return [
          snakeCase(name.slice(0, -3)),
          Object.fromEntries(entries.map(([key, item]) => [key, plainObject(item)])),
        ];
      }
      return [snakeCase(Array.isArray(value) ? name.replace(/List$/, '') : name), plainValue(value)];
    }),
  );
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainValue);
  }
  if (value === undefined) {
    return null;
  }
  return typeof value === 'object' && value !== null ? plainObject(value) : value;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
