// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { readResource } from '../../ledger/read-resource.js';
import { resourceKeys } from '../../ledger/resource-key.js';
import {
  attributedTo,
  canonicalJson,
  type NodeObservation,
  type observeNodeSchema,
  seenIn,
} from '../../model/index.js';
import { requireHeldChild } from '../../resources/require-held-child.js';

/** Writes what the owner's agent saw of its node; the same again is not written. */
export async function observeNode(
  context: OpsContext,
  { environmentID, name, subject, ...seen }: z.output<typeof observeNodeSchema>,
): Promise<NodeObservation> {
  const { ledger, time } = context;
  await requireHeldChild(context, await readResource(ledger, { kind: 'node', environmentID, name }));
  const key = resourceKeys.observation(environmentID, name);
  const before = await ledger.get(key);
  if (before !== undefined && canonicalJson(seenIn(before)) === canonicalJson(seen)) {
    return before;
  }
  const fact: NodeObservation = { ...seen, ...attributedTo(subject), time: time.toISOString() };
  await ledger.put(key, fact);
  context.emit({ type: 'resource', resource: 'node', resourceID: `${environmentID}/${name}`, change: 'observed' });
  return fact;
}
