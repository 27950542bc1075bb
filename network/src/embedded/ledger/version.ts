// SPDX-License-Identifier: Apache-2.0

import type { Version } from './ledger.js';

/** Both absent, or both written by the same transaction. */
export function sameVersion(a: Version | undefined, b: Version | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.block === b.block && a.transaction === b.transaction);
}

/** As Fabric prints a height in its messages. */
export function formatVersion(version: Version | undefined): string {
  return version ? `{BlockNum: ${version.block.toString()}, TxNum: ${version.transaction}}` : '<nil>';
}
