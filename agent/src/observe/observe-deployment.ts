// SPDX-License-Identifier: Apache-2.0

import type { CommittedDefinition, Lifecycle } from '@opssc/fabric-admin';
import type { Deployment } from '../desired/deployment.js';
import { sameDefinition } from '../desired/same-definition.js';
import { isRefusal, reasonOf } from '../errors/classify-error.js';
import type { OrganizationNodes, PeerNode } from '../fabric/organization-nodes.js';
import type { ServiceState } from '../services/service-state.js';
import type { CommittedState, ObservedDeployment, ObservedPeer } from './observed-deployment.js';

export interface ObserveOptions {
  readonly nodes: OrganizationNodes;
  readonly deployment: Deployment;
  readonly observeService: (deployment: Deployment) => Promise<ServiceState>;
  /** Whether approvals matter: they don't before the decision, nor once it is committed. */
  readonly withApprovals: boolean;
}

/** How a deployment stands on the organization's nodes. Reads only, and all at once. */
export async function observeDeployment(options: ObserveOptions): Promise<ObservedDeployment> {
  const { nodes, deployment, observeService, withApprovals } = options;
  const lifecycle = nodes.lifecycle(deployment.channelID);
  const [peers, approved, approvals, service] = await Promise.all([
    Promise.all(nodes.peers.map((peer) => observePeer(peer, deployment))),
    isApproved(lifecycle, deployment),
    withApprovals ? readApprovals(lifecycle, deployment) : {},
    observeService(deployment),
  ]);
  return { peers, approved, approvals, service };
}

async function observePeer(peer: PeerNode, deployment: Deployment): Promise<ObservedPeer> {
  const { name, admin } = peer;
  try {
    const [installed, committed] = await Promise.all([
      admin.queryInstalled(),
      peer.queryCommitted(deployment.channelID, deployment.definition.name),
    ]);
    return {
      name,
      reachable: true,
      installed: installed.some(({ packageID }) => packageID === deployment.packageID),
      committed: compare(committed, deployment),
    };
  } catch (error) {
    return { name, reachable: false, reason: reasonOf(error) };
  }
}

function compare(committed: CommittedDefinition | undefined, { definition }: Deployment): CommittedState {
  if (committed === undefined || committed.sequence < definition.sequence) {
    return 'earlier';
  }
  if (committed.sequence > definition.sequence) {
    return 'later';
  }
  return sameDefinition(committed, definition) ? 'same' : 'different';
}

async function isApproved(lifecycle: Lifecycle, { definition, packageID }: Deployment): Promise<boolean> {
  const approved = await lifecycle.queryApproved(definition.name, definition.sequence).catch(undefinedIfRefused);
  return approved !== undefined && approved.packageID === packageID && sameDefinition(approved, definition);
}

async function readApprovals(lifecycle: Lifecycle, { definition }: Deployment): Promise<Record<string, boolean>> {
  const approvals = await lifecycle.checkCommitReadiness(definition).catch(undefinedIfRefused);
  return approvals ?? {};
}

/** A refusal tells that the sequence is not the next one, which the peers' committed sequences explain better. */
function undefinedIfRefused(error: unknown): undefined {
  if (!isRefusal(error)) {
    throw error;
  }
  return undefined;
}
