// SPDX-License-Identifier: Apache-2.0

import { listAllResources, type ResourcesClient, roleMatrix } from '@opssc/chaincode/model';
import { roleMatrixView } from '../../views/role-matrix-view.js';

/** A consortium's matrix, of all its memberships, environments and nodes. */
export async function readRoleMatrix(resources: Pick<ResourcesClient, 'list'>, consortiumID: string) {
  const [memberships, environments] = await Promise.all([
    listAllResources(resources, { kind: 'membership', consortiumID }),
    listAllResources(resources, { kind: 'environment', consortiumID }),
  ]);
  const nodes = await Promise.all(
    environments.map(({ environmentID }) => listAllResources(resources, { kind: 'node', environmentID })),
  );
  return roleMatrixView(roleMatrix({ memberships, environments, nodes: nodes.flat() }));
}
