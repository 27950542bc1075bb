// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import type { LedgerKey } from '../../ledger/ledger-key.js';
import { readResource } from '../../ledger/read-resource.js';
import { type EnvironmentEntry, resourceKeys } from '../../ledger/resource-key.js';
import type { listResourcesSchema, Resource, ResourceKind, ResourcePage, ResourceViews } from '../../model/index.js';
import { getResource, resourceView } from './get-resource.js';
import { bookmarkOf, pageFrom } from './resource-bookmark.js';

type Request = z.output<typeof listResourcesSchema>;

/**
 * A page of the resources of a kind, or of those of one parent, in ascending order of their IDs.
 *
 * @throws ContractError `NOT_FOUND` for the parent
 */
export async function listResources(context: OpsContext, request: Request): Promise<ResourcePage> {
  const { ledger } = context;
  await requireParent(context, request);
  const views: ResourceViews[ResourceKind][] = [];
  if (request.kind === 'environment') {
    const prefix: LedgerKey<EnvironmentEntry> = resourceKeys.environmentsOf(request.consortiumID);
    const { entries, next } = await ledger.page(prefix, pageFrom(prefix, request));
    for (const { fact } of entries) {
      views.push(await getResource(context, { kind: 'environment', ...fact }));
    }
    return { resources: views, bookmark: bookmarkOf(next) };
  }
  const prefix: LedgerKey<Resource> = resourceKeys.resources(request.kind, ...parentPath(request));
  const { entries, next } = await ledger.page(prefix, pageFrom(prefix, request));
  for (const { fact } of entries) {
    views.push(await resourceView(context, fact));
  }
  return { resources: views, bookmark: bookmarkOf(next) };
}

async function requireParent({ ledger }: OpsContext, request: Request): Promise<void> {
  if ('consortiumID' in request) {
    await readResource(ledger, { kind: 'consortium', consortiumID: request.consortiumID });
  }
  if ('environmentID' in request) {
    await readResource(ledger, { kind: 'environment', environmentID: request.environmentID });
  }
}

function parentPath(request: Request): readonly string[] {
  if ('consortiumID' in request) {
    return [request.consortiumID];
  }
  return 'environmentID' in request ? [request.environmentID] : [];
}
