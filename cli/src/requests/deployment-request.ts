// SPDX-License-Identifier: Apache-2.0

import type { ChaincodeManifest } from '../manifest/manifest-schema.js';
import { deploymentOf } from './deployment-of.js';
import { proposalOptions } from './proposal-options.js';

export interface DeploymentRequestOptions {
  readonly manifest: ChaincodeManifest;
  readonly sequence: number;
  readonly now: Date;
}

/** Body of the request that proposes a deployment. */
export function deploymentRequest({ manifest, sequence, now }: DeploymentRequestOptions) {
  const { channelID, chaincodeName, chaincodePackage, chaincodeDefinition } = deploymentOf(manifest, sequence);
  const { description } = manifest;
  const proposal = { channelID, chaincodeName, chaincodePackage, chaincodeDefinition };
  return { proposal, ...(description !== undefined && { description }), ...proposalOptions(manifest, now) };
}
