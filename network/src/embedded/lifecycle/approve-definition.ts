// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';
import type { CommittedDefinition, DefinitionParameters } from './definition.js';
import { deployedDefinition } from './deployed-definition.js';
import type { LifecycleInvocation } from './lifecycle-invocation.js';
import { organizationState, type LifecycleState } from './lifecycle-state.js';
import { requestedDefinition } from './requested-definition.js';
import { chaincodeSources, definitions, lifecycleNamespace, privateName } from './state-layout.js';
import { StructureReader, type ReadKey } from './structure-reader.js';
import { localPackageStructure, parametersStructure, structureTypes } from './structure.js';
import { validateDefinition } from './validate-definition.js';
import { writeStructure } from './write-structure.js';

/**
 * Records in the peer's organization's implicit collection that it approves a definition, and which package it runs for
 * it. Only the next sequence can be approved, or the committed one as it is.
 *
 * @throws Error with Fabric's text.
 */
export function approveDefinition(
  invocation: LifecycleInvocation,
  args: peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs,
): void {
  const { channel, simulator, mspID } = invocation;
  const readPublic: ReadKey = (key) => simulator.getState(lifecycleNamespace, key);
  const committed = deployedDefinition(simulator, args.getName());
  validateDefinition({
    name: args.getName(),
    version: args.getVersion(),
    collections: args.getCollections(),
    msps: channel.bundle.msps,
    committed,
  });
  const state = organizationState(simulator, mspID);
  const current = new StructureReader(readPublic, definitions).integer(args.getName(), 'Sequence');
  const sequence = BigInt(args.getSequence());
  checkSequence(sequence, current);
  const definition = requestedDefinition(args, channel);
  const packageID = args.getSource()?.getLocalPackage()?.getPackageId() ?? '';
  const name = privateName(definition.name, sequence);
  if (sequence === current) {
    checkUnchanged(definition, committed);
  }
  if (isApproved({ state, name, definition, packageID })) {
    throw new Error(
      sequence === current
        ? `attempted to redefine the current committed sequence (${current.toString()}) for namespace ${definition.name}`
        : `attempted to redefine uncommitted sequence (${sequence.toString()}) for namespace ${definition.name} with unchanged content`,
    );
  }
  writeStructure({ state, table: definitions, name, structure: parametersStructure(definition) });
  writeStructure({ state, table: chaincodeSources, name, structure: localPackageStructure(packageID) });
}

function checkSequence(requested: bigint, current: bigint): void {
  const next = current + 1n;
  if (requested === 0n && current === 0n) {
    throw new Error('requested sequence is 0, but first definable sequence number is 1');
  }
  if (requested < current) {
    throw new Error(
      `currently defined sequence ${current.toString()} is larger than requested sequence ${requested.toString()}`,
    );
  }
  if (requested > next) {
    throw new Error(
      `requested sequence ${requested.toString()} is larger than the next available sequence number ${next.toString()}`,
    );
  }
}

function checkUnchanged(definition: CommittedDefinition, committed: CommittedDefinition | undefined): void {
  const sequence = definition.sequence.toString();
  if (!committed) {
    throw new Error(`missing metadata for currently committed sequence number (${sequence})`);
  }
  const difference = firstDifference(committed, definition);
  if (difference !== undefined) {
    throw new Error(
      `attempted to redefine the current committed sequence (${sequence}) for namespace ${definition.name} ` +
        `with different parameters: ${difference}`,
    );
  }
}

/** As Fabric says it; undefined when the parameters are equal. */
function firstDifference(expected: DefinitionParameters, passed: DefinitionParameters): string | undefined {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const comparable = (parameters: DefinitionParameters): [string, string][] => [
    ['Version', parameters.version],
    ['EndorsementPlugin', parameters.endorsementPlugin],
    ['InitRequired', String(parameters.initRequired)],
    ['ValidationPlugin', parameters.validationPlugin],
    ['ValidationParameter', hex(parameters.validationParameter)],
  ];
  const others = new Map(comparable(passed));
  const different = comparable(expected).find(([name, value]) => others.get(name) !== value);
  if (different) {
    const [name, value] = different;
    return `expected ${name} '${value}' does not match passed ${name} '${others.get(name) ?? ''}'`;
  }
  const sameCollections = hex(expected.collections.serializeBinary()) === hex(passed.collections.serializeBinary());
  return sameCollections ? undefined : 'Collections do not match';
}

/** Whether the organization approved exactly this, package included: approving it again would write nothing. */
function isApproved(options: {
  readonly state: LifecycleState;
  readonly name: string;
  readonly definition: CommittedDefinition;
  readonly packageID: string;
}): boolean {
  const { state, name } = options;
  const approved = new StructureReader((key) => state.get(key), definitions);
  const metadata = approved.metadata(name);
  if (!metadata) {
    return false;
  }
  if (metadata.getDatatype() !== structureTypes.parameters) {
    throw new Error(`could not deserialize namespace ${name} as chaincode: type name mismatch`);
  }
  if (firstDifference(approved.parameters(name), options.definition) !== undefined) {
    return false;
  }
  const sources = new StructureReader((key) => state.get(key), chaincodeSources);
  return sources.metadata(name) !== undefined && sources.text(name, 'PackageID') === options.packageID;
}
