// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { LifecycleDefinition } from '../lifecycle.js';
import { toSafeNumber } from '../transport/to-safe-number.js';

/** What the arguments of approve, check and commit have in common. */
interface DefinitionArgs {
  setName(value: string): void;
  setSequence(value: number): void;
  setVersion(value: string): void;
  setInitRequired(value: boolean): void;
  setEndorsementPlugin(value: string): void;
  setValidationPlugin(value: string): void;
  setValidationParameter(value: Uint8Array): void;
  setCollections(value?: peer.CollectionConfigPackage): void;
}

/** Without a package: the definition is approved, and the own peers do not endorse. */
export function approveArgs(definition: LifecycleDefinition, packageID: string | undefined): Uint8Array {
  const args = filled(new peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs(), definition);
  args.setSource(sourceOf(packageID));
  return args.serializeBinary();
}

export function checkCommitReadinessArgs(definition: LifecycleDefinition): Uint8Array {
  return filled(new peer.lifecycle.CheckCommitReadinessArgs(), definition).serializeBinary();
}

export function commitArgs(definition: LifecycleDefinition): Uint8Array {
  return filled(new peer.lifecycle.CommitChaincodeDefinitionArgs(), definition).serializeBinary();
}

function filled<T extends DefinitionArgs>(args: T, definition: LifecycleDefinition): T {
  args.setName(definition.name);
  args.setSequence(toSafeNumber(definition.sequence));
  args.setVersion(definition.version);
  args.setInitRequired(definition.initRequired);
  args.setEndorsementPlugin(definition.endorsementPlugin);
  args.setValidationPlugin(definition.validationPlugin);
  args.setValidationParameter(definition.validationParameter);
  if (definition.collections !== undefined) {
    args.setCollections(definition.collections);
  }
  return args;
}

function sourceOf(packageID: string | undefined): peer.lifecycle.ChaincodeSource {
  const source = new peer.lifecycle.ChaincodeSource();
  if (packageID === undefined) {
    source.setUnavailable(new peer.lifecycle.ChaincodeSource.Unavailable());
  } else {
    const local = new peer.lifecycle.ChaincodeSource.Local();
    local.setPackageId(packageID);
    source.setLocalPackage(local);
  }
  return source;
}
