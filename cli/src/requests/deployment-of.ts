// SPDX-License-Identifier: Apache-2.0

import type { ChaincodeManifest } from '../manifest/manifest-schema.js';

/**
 * What the ledger would have of a deployment, complete with the defaults that the contracts add: the version is the
 * sequence, the label `NAME_VERSION`.
 */
export function deploymentOf(manifest: ChaincodeManifest, sequence: number) {
  const { channelID, chaincodeName, chaincodePackage, chaincodeDefinition } = manifest;
  const version = chaincodeDefinition.version ?? String(sequence);
  return {
    kind: 'deploy-chaincode',
    channelID,
    chaincodeName,
    chaincodePackage: { ...chaincodePackage, label: chaincodePackage.label ?? `${chaincodeName}_${version}` },
    chaincodeDefinition: { ...chaincodeDefinition, sequence, version },
  } as const;
}
