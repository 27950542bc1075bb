// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readMemberships } from '../ledger/read-memberships.js';
import { resourceKeys } from '../ledger/resource-key.js';
import {
  type Credential,
  credentialState,
  type Environment,
  type MembershipView,
  type Node,
  nodeState,
  type Parents,
} from '../model/index.js';

export interface OpenChildren {
  readonly nodes: readonly Node[];
  /** Those that are not revoked or expired. */
  readonly credentials: readonly Credential[];
}

/**
 * What counts in an environment. Both are read as ranges, so a child that comes into it in the same block makes what was
 * decided by the count invalid: that keeps the limits, and an environment with children open.
 */
export async function readOpenChildren(context: OpsContext, environment: Environment): Promise<OpenChildren> {
  return {
    nodes: await readOpenNodes(context, environment),
    credentials: await readOpenCredentials(context, environment),
  };
}

export async function readOpenNodes({ ledger, time }: OpsContext, environment: Environment): Promise<readonly Node[]> {
  const memberships = await readMemberships(ledger, environment.consortiumID, time);
  const nodes = await ledger.range(resourceKeys.resources('node', environment.environmentID));
  return nodes.filter((node) => nodeState(node, parentsOf(node, environment, memberships)) !== 'removed');
}

export async function readOpenCredentials(
  { ledger, time }: OpsContext,
  environment: Environment,
): Promise<readonly Credential[]> {
  const memberships = await readMemberships(ledger, environment.consortiumID, time);
  const credentials = await ledger.range(resourceKeys.resources('credential', environment.environmentID));
  return credentials.filter((credential) => {
    const state = credentialState(credential, parentsOf(credential, environment, memberships), time);
    return state === 'active' || state === 'suspended';
  });
}

function parentsOf(
  { mspID }: Pick<Node, 'mspID'>,
  environment: Environment,
  memberships: readonly MembershipView[],
): Parents {
  const membership = memberships.find((candidate) => candidate.mspID === mspID);
  return { environment, ...(membership && { membership }) };
}
