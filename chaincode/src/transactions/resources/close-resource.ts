// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { readResource } from '../../ledger/read-resource.js';
import type { closeResourceSchema, Credential, Environment, Node } from '../../model/index.js';
import { recordResource } from '../../resources/record-resource.js';
import { rulesOf } from '../../resources/rules-of.js';

type Closable = Environment | Node | Credential;

/** Ends a resource for good: an environment is closed, a node taken out, a credential revoked. */
export async function closeResource(
  context: OpsContext,
  { subject, ...ref }: z.output<typeof closeResourceSchema>,
): Promise<Closable> {
  const before: Closable = await readResource<Closable['kind']>(context.ledger, ref);
  const rules = rulesOf(ref.kind);
  await rules.close?.(context, before);
  const draft: Closable = { ...before, closed: context.time.toISOString() };
  return recordResource<Closable>(context, { draft, before, change: 'closed', subject });
}
