// SPDX-License-Identifier: Apache-2.0

/** A copy without some of its properties. */
export function without<T extends object, Key extends keyof T & string>(
  object: T,
  ...keys: readonly Key[]
): Omit<T, Key> {
  const omitted: readonly string[] = keys;
  return Object.fromEntries(Object.entries(object).filter(([key]) => !omitted.includes(key))) as Omit<T, Key>;
}
