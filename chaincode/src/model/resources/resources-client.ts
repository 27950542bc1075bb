// SPDX-License-Identifier: Apache-2.0

import type { Submitted } from '../contract-client.js';
import type { VoteStatus } from '../facts.js';
import type { JsonObject } from '../json.js';
import type { Attributed } from '../subject.js';
import type { LimitsView } from './limits.js';
import type { MembershipAction } from './membership-transitions.js';
import type { RefOf, ResourceRef } from './resource-ref.js';
import type { ResourceHistoryPage, ResourcePage, ResourceViews } from './resource-view.js';
import type {
  Consortium,
  Credential,
  Environment,
  Membership,
  Node,
  NodeObservation,
  Organization,
  OrganizationUser,
} from './resource.js';

/** A new resource. An organization is always the caller's own. */
export type CreateResourceRequest = Attributed & NewResource;

type NewResource =
  | (Pick<Organization, 'kind' | 'displayName' | 'contact'> & { readonly users?: readonly OrganizationUser[] })
  | (Pick<Consortium, 'kind' | 'consortiumID' | 'displayName' | 'description'> & Partial<Pick<Consortium, 'ownership'>>)
  | CreateMembershipRequest
  | (Omit<Environment, 'channels' | 'holder' | 'closed' | Recorded> & { readonly channels?: readonly string[] })
  | (Omit<Node, 'mspID' | 'term' | 'closed' | Recorded> & Partial<Pick<Node, 'mspID'>>)
  | (Omit<Credential, 'mspID' | 'term' | 'channels' | 'closed' | Recorded> &
      Partial<Pick<Credential, 'mspID' | 'channels'>>);

type Recorded = 'revision' | 'created' | 'updated';

/** An invitation; in a `single` consortium a membership that is active at once. */
export interface CreateMembershipRequest extends RefOf<'membership'> {
  /** Of the invitation, ISO 8601: 1 second to 90 days after the transaction, 7 days if absent. */
  readonly expires?: string;
  readonly definition?: JsonObject;
}

/** What is absent stays. */
export type UpdateResourceRequest = Attributed & ChangedResource;

type ChangedResource =
  | (RefOf<'organization'> & { readonly changes: Partial<Pick<Organization, 'displayName' | 'contact' | 'users'>> })
  | (RefOf<'consortium'> & { readonly changes: Partial<Pick<Consortium, 'displayName' | 'description'>> })
  | (RefOf<'membership'> & { readonly changes: { readonly definition: NonNullable<Membership['definition']> } })
  | (RefOf<'environment'> & {
      readonly changes: Partial<
        Pick<Environment, 'displayName' | 'consensus' | 'fabricVersion' | 'region' | 'channels'>
      >;
    })
  | (RefOf<'node'> & { readonly changes: Partial<Pick<Node, 'endpoint' | 'tlsFingerprint'>> });

/** An organization's record, a consortium or an environment is closed, a node taken out, a credential revoked. */
export type CloseResourceRequest = Attributed &
  (RefOf<'organization'> | RefOf<'consortium'> | RefOf<'environment'> | RefOf<'node'> | RefOf<'credential'>);

export interface ChangeMembershipRequest extends Attributed, Omit<RefOf<'membership'>, 'kind'> {
  readonly action: MembershipAction;
  readonly comment?: string;
  /** With `accept`. */
  readonly definition?: JsonObject;
}

export interface MembershipVoteRequest extends Attributed, Omit<RefOf<'membership'>, 'kind'> {
  /** Number of the motion that is voted on. */
  readonly motion: number;
  readonly status: VoteStatus;
  readonly comment?: string;
}

export interface ObserveNodeRequest extends Omit<RefOf<'node'>, 'kind'>, Omit<NodeObservation, 'time'> {}

export interface ApplyLimitsRequest extends Attributed {
  readonly proposalID: string;
}

interface PageRequest {
  /** 1 to 100, 50 if absent. */
  readonly pageSize?: number;
  readonly bookmark?: string;
}

/** All of a kind, or those of one parent. */
export type ListResourcesRequest = PageRequest &
  (
    | { readonly kind: 'organization' | 'consortium' }
    | { readonly kind: 'membership' | 'environment'; readonly consortiumID: string }
    | { readonly kind: 'node' | 'credential'; readonly environmentID: string }
  );

export interface ResourceHistoryRequest extends PageRequest {
  readonly resource: ResourceRef;
}

/** Typed calls of the contract `resources` over any transport; its refusals are `ContractError`s. */
export interface ResourcesClient {
  create(request: CreateResourceRequest): Promise<Submitted>;
  update(request: UpdateResourceRequest): Promise<Submitted>;
  close(request: CloseResourceRequest): Promise<Submitted>;
  changeMembership(request: ChangeMembershipRequest): Promise<Submitted>;
  voteOnMembership(request: MembershipVoteRequest): Promise<Submitted>;
  observeNode(request: ObserveNodeRequest): Promise<Submitted>;
  /** Puts an approved proposal of the kind `set-limits` into force; again changes nothing. */
  applyLimits(request: ApplyLimitsRequest): Promise<Submitted>;
  get<Ref extends ResourceRef>(ref: Ref): Promise<ResourceViews[Ref['kind']]>;
  list<Request extends ListResourcesRequest>(request: Request): Promise<ResourcePage<Request['kind']>>;
  getHistory(request: ResourceHistoryRequest): Promise<ResourceHistoryPage>;
  getLimits(): Promise<LimitsView>;
}
