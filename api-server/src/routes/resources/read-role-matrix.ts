// SPDX-License-Identifier: Apache-2.0

import { type ResourcesClient, roleMatrix } from '@opssc/chaincode/model';
import { roleMatrixView } from '../../views/role-matrix-view.js';
import { listAll } from './list-all.js';

/** A consortium's matrix, of all its memberships, environments and nodes. */
export async function readRoleMatrix(resources: Pick<ResourcesClient, 'list'>, consortiumID: string) {
  const [memberships, environments] = await Promise.all([
    listAll(resources, { kind: 'membership', consortiumID }),
    listAll(resources, { kind: 'environment', consortiumID }),
  ]);
  const nodes = await Promise.all(
    environments.map(({ environmentID }) => listAll(resources, { kind: 'node', environmentID })),
  );
  return roleMatrixView(roleMatrix({ memberships, environments, nodes: nodes.flat() }));
}
