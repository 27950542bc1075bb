// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { CommittedDefinition } from './definition.js';
import type { LifecycleInvocation } from './lifecycle-invocation.js';
import { organizationState, publicState } from './lifecycle-state.js';
import { chaincodeSources, definitions, metadataKey, privateName } from './state-layout.js';
import { StructureReader } from './structure-reader.js';
import { structureTypes } from './structure.js';

export interface ApprovedDefinition extends CommittedDefinition {
  readonly source: peer.lifecycle.ChaincodeSource;
}

/**
 * What the peer's organization approved for a chaincode. Sequence 0 asks for the newest: the next one if it is approved
 * already, else the committed one.
 *
 * @throws Error when there is no such approval.
 */
export function approvedDefinition(
  invocation: LifecycleInvocation,
  request: { readonly name: string; readonly sequence: bigint },
): ApprovedDefinition {
  const { name } = request;
  const approvals = definitionsOf(invocation);
  let { sequence } = request;
  if (sequence === 0n) {
    const state = publicState(invocation.simulator);
    const current = new StructureReader((key) => state.get(key), definitions).integer(name, 'Sequence');
    sequence = approvals.metadata(privateName(name, current + 1n)) ? current + 1n : current;
  }
  const metadata = approvals.metadata(privateName(name, sequence));
  if (!metadata) {
    throw new Error(
      `could not fetch approved chaincode definition (name: '${name}', sequence: '${sequence.toString()}') ` +
        `on channel '${invocation.channel.channelID}'`,
    );
  }
  return fetchApproved(invocation, name, sequence);
}

/** Everything that the peer's organization approved on the channel, ascending by name and sequence. */
export function approvedDefinitions(invocation: LifecycleInvocation): ApprovedDefinition[] {
  const state = organizationState(invocation.simulator, invocation.mspID);
  const prefix = metadataKey(definitions, '');
  return state.keysWithPrefix(prefix).map((key) => {
    const [name, sequence, ...rest] = key.slice(prefix.length).split('#');
    if (name === undefined || sequence === undefined || rest.length > 0) {
      throw new Error(`invalid private name format: ${key.slice(prefix.length)}`);
    }
    return fetchApproved(invocation, name, BigInt(sequence));
  });
}

function fetchApproved(invocation: LifecycleInvocation, name: string, sequence: bigint): ApprovedDefinition {
  const key = privateName(name, sequence);
  const approvals = definitionsOf(invocation);
  const type = approvals.metadata(key)?.getDatatype() ?? '';
  if (type !== structureTypes.parameters) {
    throw new Error(`not a chaincode parameters type: ${type}`);
  }
  const parameters = approvals.parameters(key);
  const state = organizationState(invocation.simulator, invocation.mspID);
  const sources = new StructureReader((field) => state.get(field), chaincodeSources);
  const sourceType = sources.metadata(key)?.getDatatype();
  if (sourceType === undefined) {
    throw new Error(`could not fetch chaincode-source metadata for ${key}`);
  }
  if (sourceType !== structureTypes.localPackage) {
    throw new Error(`not a chaincode local package type: ${sourceType}`);
  }
  return { name, sequence, ...parameters, source: chaincodeSource(sources.text(key, 'PackageID')) };
}

function definitionsOf({ simulator, mspID }: LifecycleInvocation): StructureReader {
  const state = organizationState(simulator, mspID);
  return new StructureReader((key) => state.get(key), definitions);
}

/** Without a package the organization agrees, but does not run the chaincode. */
function chaincodeSource(packageID: string): peer.lifecycle.ChaincodeSource {
  const source = new peer.lifecycle.ChaincodeSource();
  if (packageID === '') {
    source.setUnavailable(new peer.lifecycle.ChaincodeSource.Unavailable());
  } else {
    const local = new peer.lifecycle.ChaincodeSource.Local();
    local.setPackageId(packageID);
    source.setLocalPackage(local);
  }
  return source;
}
