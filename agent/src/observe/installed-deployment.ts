// SPDX-License-Identifier: Apache-2.0

import { serviceAddressOf } from '@opssc/fabric-admin';
import type { Deployment } from '../desired/deployment.js';
import { isRefusal } from '../errors/classify-error.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';

export interface InstalledDeploymentOptions {
  readonly nodes: OrganizationNodes;
  readonly channelID: string;
  readonly chaincodeName: string;
  readonly electorate: readonly string[];
  readonly sourceDigestOf: (packageID: string) => string | undefined;
}

/**
 * What is committed of a chaincode, as the own organization has approved and installed it: told by its peers alone, without
 * the ledger's proposals. Undefined: the organization has not approved or installed it.
 */
export async function installedDeployment(options: InstalledDeploymentOptions): Promise<Deployment | undefined> {
  const { nodes, channelID, chaincodeName, electorate, sourceDigestOf } = options;
  const lifecycle = nodes.lifecycle(channelID);
  const committed = await lifecycle.queryCommitted(chaincodeName);
  const approved =
    committed && (await lifecycle.queryApproved(chaincodeName, committed.sequence).catch(undefinedIfRefused));
  if (committed === undefined || approved?.packageID === undefined) {
    return undefined;
  }
  const { packageID } = approved;
  const packageBytes = await installedPackage(nodes, packageID);
  return (
    packageBytes && {
      id: 'bootstrap',
      channelID,
      definition: committed,
      packageBytes,
      packageID,
      addressTemplate: await serviceAddressOf(packageBytes),
      sourceDigest: sourceDigestOf(packageID),
      electorate,
    }
  );
}

/** From the first peer that has it. */
async function installedPackage({ peers }: OrganizationNodes, packageID: string): Promise<Uint8Array | undefined> {
  const answers = await Promise.allSettled(peers.map(({ admin }) => admin.getInstalledPackage(packageID)));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))[0];
}

function undefinedIfRefused(error: unknown): undefined {
  if (!isRefusal(error)) {
    throw error;
  }
  return undefined;
}
