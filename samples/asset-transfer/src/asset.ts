// SPDX-License-Identifier: Apache-2.0

/** Something that has an owner. */
export interface Asset {
  readonly id: string;
  readonly owner: string;
  readonly value: number;
}

/**
 * Reads an asset from its JSON.
 *
 * @throws Error that says what is wrong
 */
export function parseAsset(text: string): Asset {
  const { id, owner, value, ...unknown } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (
    typeof id !== 'string' ||
    id === '' ||
    typeof owner !== 'string' ||
    owner === '' ||
    !Number.isSafeInteger(value)
  ) {
    throw new Error('an asset has an id, an owner and a whole-number value');
  }
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) {
    throw new Error(`an asset has no ${stranger}`);
  }
  return { id, owner, value: value as number };
}
