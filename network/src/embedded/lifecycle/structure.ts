// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { CommittedDefinition, DefinitionParameters } from './definition.js';

/** A record as `_lifecycle` stores it: one key for its type and field names, one for each field. */
export interface Structure {
  readonly type: string;
  /** Bytes of `lifecycle.StateData` by field, in the order of Fabric's own structures: the order is hashed. */
  readonly fields: ReadonlyMap<string, Uint8Array>;
}

export const structureTypes = {
  definition: 'ChaincodeDefinition',
  parameters: 'ChaincodeParameters',
  localPackage: 'ChaincodeLocalPackage',
};

/** In an organization's implicit collection. */
export function parametersStructure(parameters: DefinitionParameters): Structure {
  return { type: structureTypes.parameters, fields: new Map(parameterFields(parameters)) };
}

/** In public state. */
export function definitionStructure(definition: CommittedDefinition): Structure {
  return {
    type: structureTypes.definition,
    fields: new Map([['Sequence', integerData(definition.sequence)], ...parameterFields(definition)]),
  };
}

/** In an organization's implicit collection; an empty package ID means that it does not run the chaincode. */
export function localPackageStructure(packageID: string): Structure {
  return { type: structureTypes.localPackage, fields: new Map([['PackageID', stringData(packageID)]]) };
}

/** Bytes of `lifecycle.StateMetadata`. */
export function structureMetadata(structure: Structure): Uint8Array {
  const metadata = new peer.lifecycle.StateMetadata();
  metadata.setDatatype(structure.type);
  metadata.setFieldsList([...structure.fields.keys()]);
  return metadata.serializeBinary();
}

function parameterFields(parameters: DefinitionParameters): [string, Uint8Array][] {
  const endorsement = new peer.lifecycle.ChaincodeEndorsementInfo();
  endorsement.setVersion(parameters.version);
  endorsement.setInitRequired(parameters.initRequired);
  endorsement.setEndorsementPlugin(parameters.endorsementPlugin);
  const validation = new peer.lifecycle.ChaincodeValidationInfo();
  validation.setValidationPlugin(parameters.validationPlugin);
  validation.setValidationParameter(parameters.validationParameter);
  return [
    ['EndorsementInfo', bytesData(endorsement.serializeBinary())],
    ['ValidationInfo', bytesData(validation.serializeBinary())],
    ['Collections', bytesData(parameters.collections.serializeBinary())],
  ];
}

function integerData(value: bigint): Uint8Array {
  const data = new peer.lifecycle.StateData();
  data.setInt64(Number(value));
  return data.serializeBinary();
}

function bytesData(value: Uint8Array): Uint8Array {
  const data = new peer.lifecycle.StateData();
  data.setBytes(value);
  return data.serializeBinary();
}

function stringData(value: string): Uint8Array {
  const data = new peer.lifecycle.StateData();
  data.setString(value);
  return data.serializeBinary();
}
