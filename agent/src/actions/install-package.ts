// SPDX-License-Identifier: Apache-2.0

import type { Deployment } from '../desired/deployment.js';
import { TerminalError } from '../errors/terminal-error.js';
import type { PeerNode } from '../fabric/organization-nodes.js';
import type { OnSideEffect } from '../side-effect.js';

export interface InstallOptions {
  readonly peer: PeerNode;
  readonly deployment: Deployment;
  readonly onSideEffect: OnSideEffect;
}

/**
 * Installs a deployment's package on one peer; a peer that has it is left as it is.
 *
 * @throws TerminalError when the peer answers another package ID than the one computed from the proposal.
 */
export async function installPackage({ peer, deployment, onSideEffect }: InstallOptions): Promise<void> {
  const { packageID } = await peer.admin.install(deployment.packageBytes);
  await onSideEffect('install', `${peer.name} ${packageID}`);
  if (packageID !== deployment.packageID) {
    throw new TerminalError(
      `${peer.name} computes the package ID ${packageID}, the proposal gives ${deployment.packageID}`,
    );
  }
}
