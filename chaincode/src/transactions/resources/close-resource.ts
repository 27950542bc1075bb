// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { readResource } from '../../ledger/read-resource.js';
import type { closeResourceSchema, Membership, Resource } from '../../model/index.js';
import { recordResource } from '../../resources/record-resource.js';
import { rulesOf } from '../../resources/rules-of.js';

type Closable = Exclude<Resource, Membership>;

/** Ends a resource: it is closed, taken out or revoked, and with it what cannot be without it. */
export async function closeResource(
  context: OpsContext,
  { subject, ...ref }: z.output<typeof closeResourceSchema>,
): Promise<Closable> {
  const before: Closable = await readResource<Closable['kind']>(context.ledger, ref);
  const rules = rulesOf(ref.kind);
  for (const ending of (await rules.close?.(context, before)) ?? []) {
    await recordResource<Resource>(context, { ...ending, subject });
  }
  const draft: Closable = { ...before, closed: context.time.toISOString() };
  return recordResource<Closable>(context, { draft, before, change: 'closed', subject });
}
