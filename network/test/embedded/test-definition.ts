// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';

export interface TestDefinition {
  readonly name: string;
  readonly sequence?: number;
  readonly version?: string;
  readonly validationParameter?: Uint8Array;
  readonly collections?: peer.CollectionConfigPackage;
}

/** Fills what the argument messages of approval, readiness and commit have in common. */
export function fillDefinition(
  args:
    | peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs
    | peer.lifecycle.CheckCommitReadinessArgs
    | peer.lifecycle.CommitChaincodeDefinitionArgs,
  definition: TestDefinition,
): void {
  args.setName(definition.name);
  args.setSequence(definition.sequence ?? 1);
  args.setVersion(definition.version ?? '1.0');
  args.setValidationParameter(definition.validationParameter ?? new Uint8Array());
  args.setCollections(definition.collections);
}
