// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { DefinitionParameters } from './definition.js';
import { fieldKey, metadataKey } from './state-layout.js';

/** Reads one key of `_lifecycle`, public or of an implicit collection. */
export type ReadKey = (key: string) => Uint8Array | undefined;

/** Reads the structures of one table (`namespaces`, `chaincode-sources`). */
export class StructureReader {
  readonly #read: ReadKey;
  readonly #table: string;

  constructor(read: ReadKey, table: string) {
    this.#read = read;
    this.#table = table;
  }

  metadata(name: string): peer.lifecycle.StateMetadata | undefined {
    const bytes = this.#read(metadataKey(this.#table, name));
    return bytes && peer.lifecycle.StateMetadata.deserializeBinary(bytes);
  }

  /** 0 when there is none: sequences begin with 1. */
  integer(name: string, field: string): bigint {
    return BigInt(this.#field(name, field).getInt64());
  }

  text(name: string, field: string): string {
    return this.#field(name, field).getString();
  }

  parameters(name: string): DefinitionParameters {
    const { lifecycle } = peer;
    const endorsement = lifecycle.ChaincodeEndorsementInfo.deserializeBinary(this.#bytes(name, 'EndorsementInfo'));
    const validation = lifecycle.ChaincodeValidationInfo.deserializeBinary(this.#bytes(name, 'ValidationInfo'));
    return {
      version: endorsement.getVersion(),
      endorsementPlugin: endorsement.getEndorsementPlugin(),
      validationPlugin: validation.getValidationPlugin(),
      validationParameter: validation.getValidationParameter_asU8(),
      initRequired: endorsement.getInitRequired(),
      collections: peer.CollectionConfigPackage.deserializeBinary(this.#bytes(name, 'Collections')),
    };
  }

  #bytes(name: string, field: string): Uint8Array {
    return this.#field(name, field).getBytes_asU8();
  }

  #field(name: string, field: string): peer.lifecycle.StateData {
    const bytes = this.#read(fieldKey({ table: this.#table, name, field }));
    return peer.lifecycle.StateData.deserializeBinary(bytes ?? new Uint8Array());
  }
}
