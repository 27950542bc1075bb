// SPDX-License-Identifier: Apache-2.0

import type { MembershipState } from './membership-state.js';
import type { Credential, Environment, Node } from './resource.js';
import type { CredentialView, NodeView } from './resource-view.js';

/** What a node or credential inherits. */
export interface Parents {
  readonly environment: Environment;
  /** Of the membership that it belongs to, now; absent: there is none. */
  readonly membership?: { readonly state: MembershipState; readonly term: number };
}

/** Of what is closed rather than ended by its parents. */
export function openness({ closed }: { readonly closed?: string }): 'open' | 'closed' {
  return closed === undefined ? 'open' : 'closed';
}

/** A node's state: never better than that of its membership in the same term, and of its environment. */
export function nodeState(node: Node, parents: Parents): NodeView['state'] {
  const inherited = inheritedState(node, parents);
  return inherited === 'over' ? 'removed' : inherited;
}

/** A credential's state at a time: never better than that of its membership in the same term, and of its environment. */
export function credentialState(credential: Credential, parents: Parents, now: Date): CredentialView['state'] {
  const inherited = inheritedState(credential, parents);
  if (inherited === 'over') {
    return 'revoked';
  }
  const { expires } = credential;
  return expires !== undefined && now.getTime() > Date.parse(expires) ? 'expired' : inherited;
}

function inheritedState(
  { term, closed }: Pick<Node, 'term' | 'closed'>,
  { environment, membership }: Parents,
): 'active' | 'suspended' | 'over' {
  if (closed !== undefined || environment.closed !== undefined || membership?.term !== term) {
    return 'over';
  }
  switch (membership.state) {
    case 'active':
      return 'active';
    case 'suspended':
      return 'suspended';
    default:
      return 'over';
  }
}
