// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';

/** What organizations agree on: a chaincode's definition apart from its name and sequence. */
export interface DefinitionParameters {
  readonly version: string;
  readonly endorsementPlugin: string;
  readonly validationPlugin: string;
  /** Bytes of `protos.ApplicationPolicy`. */
  readonly validationParameter: Uint8Array;
  readonly initRequired: boolean;
  /** Empty when the chaincode defines none. */
  readonly collections: peer.CollectionConfigPackage;
}

export interface CommittedDefinition extends DefinitionParameters {
  readonly name: string;
  readonly sequence: bigint;
}
