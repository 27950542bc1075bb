// SPDX-License-Identifier: Apache-2.0

import type { ChaincodeDefinition, DeployChaincode, Proposal } from '@opssc/chaincode/model';
import { applicationPolicyBytes, collectionConfigPackage, packageCcaas } from '@opssc/fabric-admin';
import { TerminalError } from '../errors/terminal-error.js';
import type { Deployment } from './deployment.js';

/**
 * What a definition without a policy of its own gets. Fabric's lifecycle fills in the same (`DefaultEndorsementPolicyRef`
 * in core/chaincode/lifecycle); written out, what the peers answer can be compared with what was asked for.
 */
export const defaultEndorsementPolicy = '/Channel/Application/Endorsement';

/**
 * Computes from a proposal alone what every organization deploys.
 *
 * @throws TerminalError when the proposal describes nothing that can be deployed, such as a policy that cannot be parsed.
 */
export async function deploymentOfProposal(proposal: Proposal, body: DeployChaincode): Promise<Deployment> {
  const { label, connection, digest } = body.chaincodePackage;
  try {
    const { bytes, packageID } = await packageCcaas({ label, connection });
    return {
      id: proposal.id,
      channelID: body.channelID,
      definition: lifecycleDefinition(body.chaincodeName, body.chaincodeDefinition),
      packageBytes: bytes,
      packageID,
      addressTemplate: connection.address,
      sourceDigest: digest?.source,
      electorate: proposal.electorate.members,
    };
  } catch (error) {
    throw new TerminalError(`the proposal cannot be deployed: ${messageOf(error)}`, { cause: error });
  }
}

function lifecycleDefinition(name: string, definition: ChaincodeDefinition): Deployment['definition'] {
  const { sequence, version, initRequired, endorsementPlugin, validationPlugin, collections } = definition;
  return {
    name,
    sequence: BigInt(sequence),
    version,
    initRequired,
    endorsementPlugin,
    validationPlugin,
    validationParameter: validationParameter(definition),
    ...(collections === undefined || collections.length === 0
      ? {}
      : { collections: collectionConfigPackage(collections) }),
  };
}

function validationParameter(definition: ChaincodeDefinition): Uint8Array {
  if (definition.validationParameter !== undefined) {
    return applicationPolicyBytes({ validationParameter: definition.validationParameter });
  }
  if (definition.signaturePolicy !== undefined) {
    return applicationPolicyBytes({ signaturePolicy: definition.signaturePolicy });
  }
  return applicationPolicyBytes({ channelConfigPolicy: defaultEndorsementPolicy });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
