// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { readResource } from '../../ledger/read-resource.js';
import { resourceKeys } from '../../ledger/resource-key.js';
import type { ResourceHistoryPage, ResourceKind, resourceHistorySchema } from '../../model/index.js';
import { bookmarkOf, pageFrom } from './resource-bookmark.js';

/** A page of what happened to a resource, by time: its changes, and for a membership the votes. */
export async function getResourceHistory(
  { ledger }: OpsContext,
  { resource, ...page }: z.output<typeof resourceHistorySchema>,
): Promise<ResourceHistoryPage> {
  await readResource<ResourceKind>(ledger, resource);
  const prefix = resourceKeys.changes(resource);
  const { entries, next } = await ledger.page(prefix, pageFrom(prefix, page));
  return { entries: entries.map(({ fact }) => fact), bookmark: bookmarkOf(next) };
}
