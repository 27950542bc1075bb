// SPDX-License-Identifier: Apache-2.0

const pattern = /^(\d+)\s*([kmg])b?$/i;
const exponents: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3 };

/** Reads a size as configtx.yaml has it, `512 KB` or `10 MB`, into bytes; undefined if it is none. */
export function parseByteSize(text: string): number | undefined {
  const [, number, unit] = pattern.exec(text) ?? [];
  const exponent = unit === undefined ? undefined : exponents[unit.toLowerCase()];
  return number === undefined || exponent === undefined ? undefined : Number(number) * 1024 ** exponent;
}
