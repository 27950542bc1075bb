// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';
import type { CommittedDefinition } from './definition.js';
import { deployedDefinition } from './deployed-definition.js';
import type { LifecycleInvocation } from './lifecycle-invocation.js';
import { publicState } from './lifecycle-state.js';
import { organizationMismatches } from './organization-mismatches.js';
import { requestedDefinition } from './requested-definition.js';
import { definitions, lifecycleNamespace } from './state-layout.js';
import { StructureReader, type ReadKey } from './structure-reader.js';
import { definitionStructure } from './structure.js';
import { validateDefinition } from './validate-definition.js';
import { writeStructure } from './write-structure.js';

/**
 * What each organization has approved differently, by MSP ID.
 *
 * @throws Error when the definition has not the next sequence.
 */
export function checkCommitReadiness(
  invocation: LifecycleInvocation,
  args: peer.lifecycle.CheckCommitReadinessArgs | peer.lifecycle.CommitChaincodeDefinitionArgs,
): { readonly definition: CommittedDefinition; readonly mismatches: ReadonlyMap<string, readonly string[]> } {
  const readPublic: ReadKey = (key) => invocation.simulator.getState(lifecycleNamespace, key);
  const current = new StructureReader(readPublic, definitions).integer(args.getName(), 'Sequence');
  const sequence = BigInt(args.getSequence());
  if (sequence !== current + 1n) {
    throw new Error(
      `requested sequence is ${sequence.toString()}, but new definition must be sequence ${(current + 1n).toString()}`,
    );
  }
  const definition = requestedDefinition(args, invocation.channel);
  return { definition, mismatches: organizationMismatches(invocation, definition) };
}

/**
 * Makes a definition the channel's. A peer endorses it only if its own organization approved it; that enough
 * organizations did is a matter of the channel's `LifecycleEndorsement` policy.
 *
 * @throws Error with Fabric's text.
 */
export function commitDefinition(
  invocation: LifecycleInvocation,
  args: peer.lifecycle.CommitChaincodeDefinitionArgs,
): void {
  const { channel, simulator, mspID, organizations } = invocation;
  validateDefinition({
    name: args.getName(),
    version: args.getVersion(),
    collections: args.getCollections(),
    msps: channel.bundle.msps,
    committed: deployedDefinition(simulator, args.getName()),
  });
  if (!organizations.includes(mspID)) {
    throw new Error("impossibly, this peer's org is processing requests for a channel it is not a member of");
  }
  const { definition, mismatches } = checkCommitReadiness(invocation, args);
  if (mismatches.get(mspID)?.length !== 0) {
    throw new Error(`chaincode definition not agreed to by this org (${mspID})`);
  }
  writeStructure({
    state: publicState(simulator),
    table: definitions,
    name: definition.name,
    structure: definitionStructure(definition),
  });
}
