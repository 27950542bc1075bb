// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import type {
  createResourceSchema,
  Resource,
  ResourceChangeName,
  ResourceKind,
  ResourceViews,
  updateResourceSchema,
} from '../model/index.js';

type CreateRequest = Unattributed<z.output<typeof createResourceSchema>>;
type UpdateRequest = z.output<typeof updateResourceSchema>;

/** Who decided makes no difference to the rules. */
type Unattributed<Request> = Request extends unknown ? Omit<Request, 'subject'> : never;

/** The rules of one kind of resource. */
export type RulesFor<Kind extends ResourceKind> = ResourceRules<
  Extract<Resource, { kind: Kind }>,
  Extract<CreateRequest, { kind: Kind }>,
  Extract<UpdateRequest, { kind: Kind }>['changes'],
  ResourceViews[Kind]
>;

/** Each refuses by throwing a `ContractError`, and writes nothing but what finds the resource. */
export interface ResourceRules<
  Kept extends Resource = Resource,
  Request = CreateRequest,
  Changes = UpdateRequest['changes'],
  View = ResourceViews[ResourceKind],
> {
  /** Refuses what the parent, the limits and the caller rule out. */
  create(context: OpsContext, request: Request): Promise<Creation>;
  /** Absent: what is written stays. */
  update?(context: OpsContext, update: { readonly before: Kept; readonly changes: Changes }): Promise<Change>;
  /** Refuses while something hangs on it. Absent: never ends by itself. */
  close?(context: OpsContext, resource: Kept): Promise<readonly Ending[]>;
  /** What is recorded, with what parents and time make of it. */
  view(context: Pick<OpsContext, 'ledger' | 'time'>, resource: Kept): Promise<View>;
}

export interface Change {
  readonly draft: Draft<Resource>;
}

export interface Creation extends Change {
  /** What was there under this ID; its history goes on. */
  readonly before?: Resource;
  readonly change: ResourceChangeName;
  /** What is there from the start with it. */
  readonly also?: readonly Draft<Resource>[];
}

/** What ends with another resource. */
export interface Ending extends Change {
  readonly before: Resource;
  readonly change: ResourceChangeName;
}

/** A resource without what is filled in when it is recorded. */
export type Draft<Kept extends Resource> = Kept extends Resource
  ? Omit<Kept, 'revision' | 'created' | 'updated'>
  : never;
