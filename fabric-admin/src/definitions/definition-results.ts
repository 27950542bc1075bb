// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { ApprovedDefinition, CommittedDefinition, LifecycleDefinition } from '../lifecycle.js';

/** What the results of queries have in common. */
interface DefinitionResult {
  getSequence(): number;
  getVersion(): string;
  getInitRequired(): boolean;
  getEndorsementPlugin(): string;
  getValidationPlugin(): string;
  getValidationParameter_asU8(): Uint8Array;
  getCollections(): peer.CollectionConfigPackage | undefined;
}

export function approvedDefinition(name: string, bytes: Uint8Array): ApprovedDefinition {
  const result = peer.lifecycle.QueryApprovedChaincodeDefinitionResult.deserializeBinary(bytes);
  const packageID = result.getSource()?.getLocalPackage()?.getPackageId() ?? '';
  return { ...definition(name, result), packageID: packageID === '' ? undefined : packageID };
}

export function committedDefinition(name: string, bytes: Uint8Array): CommittedDefinition {
  const result = peer.lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(bytes);
  return { ...definition(name, result), approvals: approvalsOf(result) };
}

/** Ascending by name; without approvals, which the peer gives for one definition only. */
export function committedDefinitions(bytes: Uint8Array): readonly CommittedDefinition[] {
  return peer.lifecycle.QueryChaincodeDefinitionsResult.deserializeBinary(bytes)
    .getChaincodeDefinitionsList()
    .map((result) => ({ ...definition(result.getName(), result), approvals: {} }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function commitReadiness(bytes: Uint8Array): Readonly<Record<string, boolean>> {
  return approvalsOf(peer.lifecycle.CheckCommitReadinessResult.deserializeBinary(bytes));
}

function definition(name: string, result: DefinitionResult): LifecycleDefinition {
  const collections = result.getCollections();
  return {
    name,
    sequence: BigInt(result.getSequence()),
    version: result.getVersion(),
    initRequired: result.getInitRequired(),
    endorsementPlugin: result.getEndorsementPlugin(),
    validationPlugin: result.getValidationPlugin(),
    validationParameter: result.getValidationParameter_asU8(),
    ...(collections === undefined ? {} : { collections }),
  };
}

function approvalsOf(result: {
  getApprovalsMap(): { forEach(callback: (approved: boolean, mspID: string) => void): void };
}): Record<string, boolean> {
  const approvals: [string, boolean][] = [];
  result.getApprovalsMap().forEach((approved, mspID) => {
    approvals.push([mspID, approved]);
  });
  return Object.fromEntries(approvals.sort(([a], [b]) => (a < b ? -1 : 1)));
}
