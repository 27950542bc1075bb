// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { SystemChaincodeCall } from '../ledger/ledger.js';
import { approveDefinition } from './approve-definition.js';
import { approvedDefinition, approvedDefinitions } from './approved-definitions.js';
import { checkCommitReadiness, commitDefinition } from './commit-definition.js';
import { committedDefinitions } from './committed-definitions.js';
import { readDefinition } from './definition-of.js';
import type { CommittedDefinition } from './definition.js';
import { installedChaincodes } from './installed-chaincodes.js';
import { onChannel } from './lifecycle-invocation.js';
import { publicState } from './lifecycle-state.js';
import { NotDefinedError } from './not-defined-error.js';
import { organizationMismatches } from './organization-mismatches.js';

const messages = peer.lifecycle;

/** Takes the bytes of a function's arguments message, and returns those of its result. */
export type LifecycleFunction = (call: SystemChaincodeCall, args: Uint8Array) => Promise<Uint8Array> | Uint8Array;

/** The functions of `_lifecycle` by name; each only converts between messages and what does the work. */
export const lifecycleFunctions: ReadonlyMap<string, LifecycleFunction> = new Map<string, LifecycleFunction>([
  ['InstallChaincode', installChaincode],
  ['QueryInstalledChaincode', queryInstalledChaincode],
  ['QueryInstalledChaincodes', queryInstalledChaincodes],
  ['GetInstalledChaincodePackage', getInstalledChaincodePackage],
  ['ApproveChaincodeDefinitionForMyOrg', approveChaincodeDefinition],
  ['QueryApprovedChaincodeDefinition', queryApprovedChaincodeDefinition],
  ['QueryApprovedChaincodeDefinitions', queryApprovedChaincodeDefinitions],
  ['CheckCommitReadiness', checkReadiness],
  ['CommitChaincodeDefinition', commitChaincodeDefinition],
  ['QueryChaincodeDefinition', queryChaincodeDefinition],
  ['QueryChaincodeDefinitions', queryChaincodeDefinitions],
]);

async function installChaincode(call: SystemChaincodeCall, args: Uint8Array): Promise<Uint8Array> {
  const bytes = messages.InstallChaincodeArgs.deserializeBinary(args).getChaincodeInstallPackage_asU8();
  const installed = await call.packages.install(bytes);
  if (installed.alreadyInstalled) {
    throw new Error(`chaincode already successfully installed (package ID '${installed.packageID}')`);
  }
  const result = new messages.InstallChaincodeResult();
  result.setPackageId(installed.packageID);
  result.setLabel(installed.label);
  return result.serializeBinary();
}

function queryInstalledChaincode(call: SystemChaincodeCall, args: Uint8Array): Uint8Array {
  const packageID = messages.QueryInstalledChaincodeArgs.deserializeBinary(args).getPackageId();
  const installed = installedChaincodes(call).find((chaincode) => chaincode.packageID === packageID);
  if (!installed) {
    throw new Error(`could not find chaincode with package id '${packageID}'`);
  }
  const result = new messages.QueryInstalledChaincodeResult();
  result.setPackageId(installed.packageID);
  result.setLabel(installed.label);
  for (const [channelID, chaincodes] of installed.references) {
    const references = new messages.QueryInstalledChaincodeResult.References();
    references.setChaincodesList(
      chaincodes.map(({ name, version }) => {
        const chaincode = new messages.QueryInstalledChaincodeResult.Chaincode();
        chaincode.setName(name);
        chaincode.setVersion(version);
        return chaincode;
      }),
    );
    result.getReferencesMap().set(channelID, references);
  }
  return result.serializeBinary();
}

function queryInstalledChaincodes(call: SystemChaincodeCall): Uint8Array {
  const result = new messages.QueryInstalledChaincodesResult();
  for (const { packageID, label, references } of installedChaincodes(call)) {
    const installed = result.addInstalledChaincodes();
    installed.setPackageId(packageID);
    installed.setLabel(label);
    for (const [channelID, chaincodes] of references) {
      const message = new messages.QueryInstalledChaincodesResult.References();
      for (const { name, version } of chaincodes) {
        const chaincode = message.addChaincodes();
        chaincode.setName(name);
        chaincode.setVersion(version);
      }
      installed.getReferencesMap().set(channelID, message);
    }
  }
  return result.serializeBinary();
}

async function getInstalledChaincodePackage(call: SystemChaincodeCall, args: Uint8Array): Promise<Uint8Array> {
  const packageID = messages.GetInstalledChaincodePackageArgs.deserializeBinary(args).getPackageId();
  const bytes = await call.packages.get(packageID);
  if (!bytes) {
    throw new Error(`could not load cc install package: chaincode install package '${packageID}' not found`);
  }
  const result = new messages.GetInstalledChaincodePackageResult();
  result.setChaincodeInstallPackage(bytes);
  return result.serializeBinary();
}

function approveChaincodeDefinition(call: SystemChaincodeCall, args: Uint8Array): Uint8Array {
  approveDefinition(onChannel(call), messages.ApproveChaincodeDefinitionForMyOrgArgs.deserializeBinary(args));
  return new messages.ApproveChaincodeDefinitionForMyOrgResult().serializeBinary();
}

function queryApprovedChaincodeDefinition(call: SystemChaincodeCall, args: Uint8Array): Uint8Array {
  const request = messages.QueryApprovedChaincodeDefinitionArgs.deserializeBinary(args);
  const approved = approvedDefinition(onChannel(call), {
    name: request.getName(),
    sequence: BigInt(request.getSequence()),
  });
  const result = new messages.QueryApprovedChaincodeDefinitionResult();
  describe(result, approved);
  result.setSource(approved.source);
  return result.serializeBinary();
}

function queryApprovedChaincodeDefinitions(call: SystemChaincodeCall): Uint8Array {
  const result = new messages.QueryApprovedChaincodeDefinitionsResult();
  for (const approved of approvedDefinitions(onChannel(call))) {
    const message = result.addApprovedChaincodeDefinitions();
    message.setName(approved.name);
    describe(message, approved);
    message.setSource(approved.source);
  }
  return result.serializeBinary();
}

function checkReadiness(call: SystemChaincodeCall, args: Uint8Array): Uint8Array {
  const request = messages.CheckCommitReadinessArgs.deserializeBinary(args);
  const result = new messages.CheckCommitReadinessResult();
  for (const [mspID, items] of checkCommitReadiness(onChannel(call), request).mismatches) {
    result.getApprovalsMap().set(mspID, items.length === 0);
    if (items.length > 0) {
      const mismatches = new messages.CheckCommitReadinessResult.Mismatches();
      mismatches.setItemsList([...items]);
      result.getMismatchesMap().set(mspID, mismatches);
    }
  }
  return result.serializeBinary();
}

function commitChaincodeDefinition(call: SystemChaincodeCall, args: Uint8Array): Uint8Array {
  commitDefinition(onChannel(call), messages.CommitChaincodeDefinitionArgs.deserializeBinary(args));
  return new messages.CommitChaincodeDefinitionResult().serializeBinary();
}

function queryChaincodeDefinition(call: SystemChaincodeCall, args: Uint8Array): Uint8Array {
  const name = messages.QueryChaincodeDefinitionArgs.deserializeBinary(args).getName();
  const invocation = onChannel(call);
  const state = publicState(invocation.simulator);
  const definition = readDefinition((key) => state.get(key), name);
  if (!definition) {
    throw new NotDefinedError(name);
  }
  const result = new messages.QueryChaincodeDefinitionResult();
  describe(result, definition);
  for (const [mspID, items] of organizationMismatches(invocation, definition)) {
    result.getApprovalsMap().set(mspID, items.length === 0);
  }
  return result.serializeBinary();
}

function queryChaincodeDefinitions(call: SystemChaincodeCall): Uint8Array {
  const result = new messages.QueryChaincodeDefinitionsResult();
  for (const definition of committedDefinitions(publicState(onChannel(call).simulator))) {
    const message = result.addChaincodeDefinitions();
    message.setName(definition.name);
    describe(message, definition);
  }
  return result.serializeBinary();
}

type DefinitionMessage =
  | peer.lifecycle.QueryApprovedChaincodeDefinitionResult
  | peer.lifecycle.QueryApprovedChaincodeDefinitionsResult.ApprovedChaincodeDefinition
  | peer.lifecycle.QueryChaincodeDefinitionResult
  | peer.lifecycle.QueryChaincodeDefinitionsResult.ChaincodeDefinition;

/** The fields that all answers about definitions have. */
function describe(message: DefinitionMessage, definition: CommittedDefinition): void {
  message.setSequence(Number(definition.sequence));
  message.setVersion(definition.version);
  message.setEndorsementPlugin(definition.endorsementPlugin);
  message.setValidationPlugin(definition.validationPlugin);
  message.setValidationParameter(definition.validationParameter);
  message.setInitRequired(definition.initRequired);
  message.setCollections(definition.collections);
}
