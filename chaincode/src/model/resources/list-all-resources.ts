// SPDX-License-Identifier: Apache-2.0

import type { ResourceViews } from './resource-view.js';
import type { ListResourcesRequest, ResourcesClient } from './resources-client.js';

const largestPage = 100;

/** All pages of a list. */
export async function listAllResources<Request extends ListResourcesRequest>(
  resources: Pick<ResourcesClient, 'list'>,
  request: Request,
): Promise<readonly ResourceViews[Request['kind']][]> {
  const views: ResourceViews[Request['kind']][] = [];
  let bookmark = '';
  do {
    const page = await resources.list<Request>({
      ...request,
      pageSize: largestPage,
      ...(bookmark !== '' && { bookmark }),
    });
    views.push(...page.resources);
    ({ bookmark } = page);
  } while (bookmark !== '');
  return views;
}
