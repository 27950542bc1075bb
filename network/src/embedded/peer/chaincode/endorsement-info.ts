// SPDX-License-Identifier: Apache-2.0

import type { PackageStore, StateReader } from '../../ledger/ledger.js';
import { committedDefinition } from '../../lifecycle/definition-of.js';
import type { CommittedDefinition } from '../../lifecycle/definition.js';
import { approvedPackage } from '../../lifecycle/package-of.js';
import { fieldKey, definitions, lifecycleNamespace } from '../../lifecycle/state-layout.js';
import type { Invocation } from './invocation.js';

/** What a peer has to know of a chaincode to run it. */
export interface EndorsementInfo {
  readonly version: string;
  readonly initRequired: boolean;
  readonly packageID: string;
}

/** Throws in Fabric's words when the peer can't run the chaincode on the invocation's channel. */
export type EndorsementInfoSource = (invocation: Invocation, name: string) => EndorsementInfo;

export interface EndorsementInfoOptions {
  readonly mspID: string;
  readonly packages: PackageStore;
  readonly isSystemChaincode: (name: string) => boolean;
}

/** Looks up the committed definition, and the package with which this peer's organization runs it. */
export function newEndorsementInfoSource(options: EndorsementInfoOptions): EndorsementInfoSource {
  return (invocation, name) => {
    if (options.isSystemChaincode(name)) {
      return { version: 'syscc', initRequired: false, packageID: `${name}.syscc` };
    }
    const { channel, channelID } = invocation;
    if (!channel) {
      throw new Error(`could not get channel config for channel '${channelID}'`);
    }
    recordSequenceRead(invocation, name);
    const definition = committedDefinition(channel.state, name);
    if (!definition) {
      throw new Error(`chaincode ${name} not found`);
    }
    return infoOf(definition, channel, options);
  };
}

/** Without a reason: whether the peer could run it. */
export function canRun(
  channel: { readonly channelID: string; readonly state: StateReader },
  name: string,
  options: EndorsementInfoOptions,
): boolean {
  if (options.isSystemChaincode(name)) {
    return true;
  }
  const definition = committedDefinition(channel.state, name);
  return definition !== undefined && installedPackage(definition, channel, options).packageID !== undefined;
}

function infoOf(
  definition: CommittedDefinition,
  channel: { readonly channelID: string; readonly state: StateReader },
  options: EndorsementInfoOptions,
): EndorsementInfo {
  const { name, sequence, version, initRequired } = definition;
  const { isApproved, packageID } = installedPackage(definition, channel, options);
  if (!isApproved) {
    throw new Error(
      `chaincode definition for '${name}' at sequence ${sequence.toString()} on channel '${channel.channelID}' has not yet been approved by this org`,
    );
  }
  if (packageID === undefined) {
    throw new Error(`chaincode definition for '${name}' exists, but chaincode is not installed`);
  }
  return { version, initRequired, packageID };
}

function installedPackage(
  definition: CommittedDefinition,
  { state }: { readonly state: StateReader },
  { mspID, packages }: EndorsementInfoOptions,
) {
  return approvedPackage({ state, definition, mspID, packages });
}

/** A transaction depends on the definition that it was run under. */
function recordSequenceRead({ simulator }: Invocation, name: string): void {
  simulator?.getState(lifecycleNamespace, fieldKey({ table: definitions, name, field: 'Sequence' }));
}
