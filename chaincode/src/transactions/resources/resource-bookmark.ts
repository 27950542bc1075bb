// SPDX-License-Identifier: Apache-2.0

import type { PageOptions } from '../../ledger/fact-ledger.js';
import type { LedgerKey } from '../../ledger/ledger-key.js';
import { ContractError } from '../../model/index.js';

/** A bookmark is the first key of the next page: its parts, with a `/` between them. Empty on the last page. */
export function bookmarkOf(next: readonly string[] | undefined): string {
  return next?.join('/') ?? '';
}

/**
 * The page that a request asks for.
 *
 * @throws ContractError `INVALID_ARGUMENT` for the bookmark of another list
 */
export function pageFrom(
  { attributes }: LedgerKey<unknown>,
  { pageSize, bookmark }: { readonly pageSize: number; readonly bookmark: string },
): PageOptions {
  if (bookmark === '') {
    return { pageSize };
  }
  const from = bookmark.split('/');
  const isWithin = from.length > attributes.length && attributes.every((part, index) => part === from[index]);
  if (!isWithin || from.includes('')) {
    const text = 'must be the bookmark of an earlier page';
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'bookmark', text });
  }
  return { pageSize, from };
}
