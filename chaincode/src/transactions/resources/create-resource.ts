// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import type { createResourceSchema, Resource } from '../../model/index.js';
import { recordResource } from '../../resources/record-resource.js';
import { rulesOf } from '../../resources/rules-of.js';

/** Creates a resource, if everything about it allows it. */
export async function createResource(
  context: OpsContext,
  request: z.output<typeof createResourceSchema>,
): Promise<Resource> {
  const rules = rulesOf(request.kind);
  const { draft, before, change } = await rules.create(context, request);
  return recordResource<Resource>(context, { draft, before, change });
}
