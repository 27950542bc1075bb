// SPDX-License-Identifier: Apache-2.0

import {
  type ListResourcesRequest,
  type ResourcesClient,
  type ResourceViews,
  roleMatrix,
} from '@opssc/chaincode/model';
import { roleMatrixView } from '../../views/role-matrix-view.js';

type Lists = Pick<ResourcesClient, 'list'>;

const LARGEST_PAGE = 100;

/** A consortium's matrix, of all its memberships, environments and nodes. */
export async function readRoleMatrix(resources: Lists, consortiumID: string) {
  const [memberships, environments] = await Promise.all([
    listAll(resources, { kind: 'membership', consortiumID }),
    listAll(resources, { kind: 'environment', consortiumID }),
  ]);
  const open = environments.filter(({ state }) => state === 'open');
  const nodes = await Promise.all(open.map(({ environmentID }) => listAll(resources, { kind: 'node', environmentID })));
  return roleMatrixView(roleMatrix({ memberships, environments: open, nodes: nodes.flat() }));
}

async function listAll<Request extends ListResourcesRequest>(
  resources: Lists,
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
