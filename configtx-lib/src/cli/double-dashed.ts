// SPDX-License-Identifier: Apache-2.0

/**
 * Go takes a long flag with one dash as well (`configtxgen -profile Channel`), and so does this command: there are no
 * flags of one letter that could be bundled.
 */
export function doubleDashed(args: readonly string[]): string[] {
  return args.map((arg) => (/^-[a-zA-Z]{2}/.test(arg) ? `-${arg}` : arg));
}
