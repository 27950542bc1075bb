// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { ApiClient, Query } from '../api/api-client.js';

export interface ListAllOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** Filters that the server knows. */
  readonly query: Query;
  /** At most; default: all. */
  readonly limit?: number;
}

const PAGE_SIZE = 100;

/** All of a list, page after page. */
export async function listAll<T>(client: ApiClient, options: ListAllOptions<T>): Promise<readonly T[]> {
  const { path, schema, query, limit = Infinity } = options;
  const found: T[] = [];
  let bookmark: string | undefined;
  do {
    const page = await client.list({ path, schema, query: { ...query, pageSize: PAGE_SIZE, bookmark } });
    found.push(...page.items);
    ({ bookmark } = page);
  } while (bookmark !== undefined && found.length < limit);
  return found.slice(0, limit);
}
