// SPDX-License-Identifier: Apache-2.0

/** Ascending order of texts that is the same in every locale, for `sort`. */
export function byteOrder(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
