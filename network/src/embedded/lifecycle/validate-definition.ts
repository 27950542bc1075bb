// SPDX-License-Identifier: Apache-2.0

import type { MspManager } from '@opssc/configtx';
import type { peer } from '@hyperledger/fabric-protos';
import type { CommittedDefinition } from './definition.js';
import { validateCollections } from './validate-collections.js';

const namePattern = /^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/;
const versionPattern = /^[A-Za-z0-9_.+-]+$/;
const systemChaincodes = new Set(['cscc', 'escc', 'lscc', 'qscc', 'vscc']);

export interface DefinitionToValidate {
  readonly name: string;
  readonly version: string;
  readonly collections: peer.CollectionConfigPackage | undefined;
  /** Of the channel; members of collections have to be among them. */
  readonly msps: MspManager;
  /** The definition that the new one follows. */
  readonly committed: CommittedDefinition | undefined;
}

/**
 * Fabric's rules for a definition that is approved or committed.
 *
 * @throws Error with Fabric's text.
 */
export function validateDefinition(definition: DefinitionToValidate): void {
  try {
    validate(definition);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`error validating chaincode definition: ${reason}`, { cause });
  }
}

function validate(definition: DefinitionToValidate): void {
  const { name, version } = definition;
  if (!namePattern.test(name)) {
    throw new Error(
      `invalid chaincode name '${name}'. Names can only consist of alphanumerics, '_', and '-' and can only begin with alphanumerics`,
    );
  }
  if (systemChaincodes.has(name)) {
    throw new Error(`chaincode name '${name}' is the name of a system chaincode`);
  }
  if (!versionPattern.test(version)) {
    throw new Error(
      `invalid chaincode version '${version}'. Versions can only consist of alphanumerics, '_', '-', '+', and '.'`,
    );
  }
  validateCollections({
    collections: definition.collections?.getConfigList() ?? [],
    committed: definition.committed?.collections.getConfigList() ?? [],
    msps: definition.msps,
  });
}
