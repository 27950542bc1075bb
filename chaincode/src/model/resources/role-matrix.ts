// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from '../byte-order.js';
import type { MembershipState } from './membership-state.js';
import type { NodeObservation, NodeType } from './resource.js';
import type { EnvironmentView, MembershipView, NodeView } from './resource-view.js';

/** Which organization runs which kind of node where: a row a membership, a column an environment. */
export interface RoleMatrix {
  readonly environments: readonly string[];
  readonly rows: readonly RoleMatrixRow[];
}

export interface RoleMatrixRow {
  readonly mspID: string;
  readonly state: MembershipState;
  /** By environment: its nodes of each type that are not removed, in the order of their names. */
  readonly nodes: Readonly<Record<string, Readonly<Record<NodeType, readonly RoleMatrixNode[]>>>>;
}

export interface RoleMatrixNode {
  readonly name: string;
  readonly state: NodeView['state'];
  /** As its owner observed it; what is absent is unknown. */
  readonly observed?: NodeObservation;
}

export interface RoleMatrixInput {
  readonly memberships: readonly MembershipView[];
  readonly environments: readonly EnvironmentView[];
  readonly nodes: readonly NodeView[];
}

/** The matrix of a consortium; environments that are closed are left out. */
export function roleMatrix({ memberships, environments, nodes }: RoleMatrixInput): RoleMatrix {
  const open = environments
    .filter(({ state }) => state === 'open')
    .map(({ environmentID }) => environmentID)
    .toSorted(byteOrder);
  const present = nodes.filter(({ state }) => state !== 'removed');
  return {
    environments: open,
    rows: memberships
      .toSorted((left, right) => byteOrder(left.mspID, right.mspID))
      .map(({ mspID, state }) => {
        const own = present.filter((node) => node.mspID === mspID);
        return { mspID, state, nodes: Object.fromEntries(open.map((id) => [id, rolesIn(own, id)])) };
      }),
  };
}

function rolesIn(own: readonly NodeView[], environmentID: string): Record<NodeType, readonly RoleMatrixNode[]> {
  const ofType = (type: NodeType): readonly RoleMatrixNode[] =>
    own
      .filter((node) => node.environmentID === environmentID && node.type === type)
      .toSorted((left, right) => byteOrder(left.name, right.name))
      .map(({ name, state, observed }) => ({
        name,
        state,
        ...(observed && { observed }),
      }));
  return { peer: ofType('peer'), orderer: ofType('orderer'), ca: ofType('ca') };
}
