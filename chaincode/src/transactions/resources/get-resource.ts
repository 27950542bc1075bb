// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../../contracts/ops-context.js';
import { readResource } from '../../ledger/read-resource.js';
import type { Resource, ResourceKind, ResourceRef, ResourceViews } from '../../model/index.js';
import { rulesOf } from '../../resources/rules-of.js';

/** A resource as it is at the time of the query. */
export async function getResource(context: OpsContext, ref: ResourceRef): Promise<ResourceViews[ResourceKind]> {
  return resourceView(context, await readResource<ResourceKind>(context.ledger, ref));
}

/** What is recorded, with what parents and time make of it. */
export function resourceView(context: OpsContext, resource: Resource): Promise<ResourceViews[ResourceKind]> {
  return rulesOf(resource.kind).view(context, resource);
}
