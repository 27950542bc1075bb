// SPDX-License-Identifier: Apache-2.0

/** How much there may be of what: the same for every organization of the ops-channel, changed only by proposal. */
export interface Limits {
  /** Consortia that an organization holds a place in. */
  readonly consortiaPerOrganization: number;
  readonly usersPerOrganization: number;
  readonly membershipsPerConsortium: number;
  readonly environmentsPerConsortium: number;
  readonly nodesPerEnvironment: number;
  /** Credentials that are active. */
  readonly credentialsPerEnvironment: number;
  /** At the transaction endpoint, for a node. */
  readonly requestsPerSecond: number;
  /** At the transaction endpoint, for a node: requests under way at one time. */
  readonly connectionsPerNode: number;
}

export type LimitName = keyof Limits;

/** What holds until something else is decided. */
export const defaultLimits: Limits = {
  consortiaPerOrganization: 2,
  usersPerOrganization: 100,
  membershipsPerConsortium: 4,
  environmentsPerConsortium: 3,
  nodesPerEnvironment: 4,
  credentialsPerEnvironment: 10,
  requestsPerSecond: 5,
  connectionsPerNode: 5,
};

/** The fact behind `limits`: what decided proposals have changed. */
export interface LimitsFact {
  readonly limits: Partial<Limits>;
  /** The proposal that changed it last. */
  readonly proposalID: string;
  readonly time: string;
}

/** The limits that hold, and where they come from. */
export interface LimitsView {
  readonly limits: Limits;
  /** The proposal that changed them last; absent while all are the defaults. */
  readonly proposalID?: string;
  readonly updated?: string;
}

/** The defaults, with what was decided in their place. */
export function limitsView(fact: LimitsFact | undefined): LimitsView {
  return fact === undefined
    ? { limits: defaultLimits }
    : { limits: { ...defaultLimits, ...fact.limits }, proposalID: fact.proposalID, updated: fact.time };
}
