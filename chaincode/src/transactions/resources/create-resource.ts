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
  const { subject, ...wanted } = request;
  const { draft, before, change, also = [] } = await rulesOf(wanted.kind).create(context, wanted);
  for (const other of also) {
    await recordResource<Resource>(context, { draft: other, change: 'created', subject });
  }
  return recordResource<Resource>(context, { draft, before, change, subject });
}
