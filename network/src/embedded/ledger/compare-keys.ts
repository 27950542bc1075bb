// SPDX-License-Identifier: Apache-2.0

const firstSurrogate = 0xd800;
const firstAfterSurrogates = 0xe000;

/**
 * Orders keys as Fabric's state databases do, by their UTF-8 bytes. Plain string comparison differs where UTF-16
 * surrogates meet U+E000 to U+FFFF, and composite key ranges end at U+10FFFF, a surrogate pair.
 *
 * @returns Negative, zero or positive, for `Array.prototype.sort`.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) {
      return codePointRank(left) - codePointRank(right);
    }
  }
  return a.length - b.length;
}

/** Moves surrogates, which stand for code points above U+FFFF, behind every other code unit. */
function codePointRank(codeUnit: number): number {
  if (codeUnit < firstSurrogate) {
    return codeUnit;
  }
  return codeUnit >= firstAfterSurrogates ? codeUnit - 0x800 : codeUnit + 0x2000;
}
