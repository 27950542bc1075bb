// SPDX-License-Identifier: Apache-2.0

import type { Credential, Consortium, Environment, Membership, Node, Organization, Resource } from './resource.js';

/** Names one resource. */
export type ResourceRef =
  | Pick<Organization, 'kind' | 'mspID'>
  | Pick<Consortium, 'kind' | 'consortiumID'>
  | Pick<Membership, 'kind' | 'consortiumID' | 'mspID'>
  | Pick<Environment, 'kind' | 'environmentID'>
  | Pick<Node, 'kind' | 'environmentID' | 'name'>
  | Pick<Credential, 'kind' | 'environmentID' | 'name'>;

/** The reference to a resource of one kind. */
export type RefOf<Kind extends Resource['kind']> = Extract<ResourceRef, { kind: Kind }>;

/** The parts of a resource's ID, none of which has a `/`; joined by one they are how events and people name it. */
export function resourcePath(ref: ResourceRef): readonly [string, ...string[]] {
  switch (ref.kind) {
    case 'organization':
      return [ref.mspID];
    case 'consortium':
      return [ref.consortiumID];
    case 'membership':
      return [ref.consortiumID, ref.mspID];
    case 'environment':
      return [ref.environmentID];
    case 'node':
    case 'credential':
      return [ref.environmentID, ref.name];
  }
}
