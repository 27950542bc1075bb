// SPDX-License-Identifier: Apache-2.0

import type { ListResourcesRequest, ResourcesClient, ResourceViews } from '@opssc/chaincode/model';

const LARGEST_PAGE = 100;

/** All pages of a list. */
export async function listAll<Request extends ListResourcesRequest>(
  resources: Pick<ResourcesClient, 'list'>,
  request: Request,
): Promise<readonly ResourceViews[Request['kind']][]> {
  const views: ResourceViews[Request['kind']][] = [];
  let bookmark = '';
  do {
    const page = await resources.list<Request>({
      ...request,
      pageSize: LARGEST_PAGE,
      ...(bookmark !== '' && { bookmark }),
    });
    views.push(...page.resources);
    ({ bookmark } = page);
  } while (bookmark !== '');
  return views;
}
