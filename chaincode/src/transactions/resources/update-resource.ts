// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { readResource } from '../../ledger/read-resource.js';
import { canonicalJson, type Resource, type ResourceKind, type updateResourceSchema } from '../../model/index.js';
import { recordResource } from '../../resources/record-resource.js';
import { rulesOf } from '../../resources/rules-of.js';

/** Changes a resource; what says nothing new is a success that writes nothing. */
export async function updateResource(
  context: OpsContext,
  request: z.output<typeof updateResourceSchema>,
): Promise<Resource> {
  const { changes, subject, ...ref } = request;
  const before: Resource = await readResource<ResourceKind>(context.ledger, ref);
  const rules = rulesOf(request.kind);
  const change = await rules.update?.(context, { before, changes });
  if (change === undefined || canonicalJson(change.draft) === canonicalJson(before)) {
    return before;
  }
  return recordResource<Resource>(context, { draft: change.draft, before, change: 'updated', subject });
}
