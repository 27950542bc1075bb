// SPDX-License-Identifier: Apache-2.0

import type { ChannelLedger, SystemChaincodeCall } from '../ledger/ledger.js';
import { committedDefinitions } from './committed-definitions.js';
import { approvedPackage } from './package-of.js';
import { lifecycleNamespace } from './state-layout.js';

export interface InstalledChaincode {
  readonly packageID: string;
  readonly label: string;
  /** By channel: the committed definitions that the peer runs with the package. */
  readonly references: ReadonlyMap<string, readonly { readonly name: string; readonly version: string }[]>;
}

export function installedChaincodes(call: SystemChaincodeCall): InstalledChaincode[] {
  const references = [...(call.channels?.() ?? [])].flatMap((channel) => referencesOn(channel, call));
  return call.packages.list().map(({ packageID, label }) => ({
    packageID,
    label,
    references: grouped(references.filter((reference) => reference.packageID === packageID)),
  }));
}

interface Reference {
  readonly channelID: string;
  readonly packageID: string;
  readonly name: string;
  readonly version: string;
}

function referencesOn({ channelID, state }: ChannelLedger, { mspID, packages }: SystemChaincodeCall): Reference[] {
  const definitions = committedDefinitions({
    get: (key) => state.get(lifecycleNamespace, key)?.value,
    keysWithPrefix: (prefix) => Array.from(state.range(lifecycleNamespace, prefix, `${prefix}\x7f`), ({ key }) => key),
  });
  return definitions.flatMap((definition) => {
    const { packageID } = approvedPackage({ state, definition, mspID, packages });
    return packageID === undefined ? [] : { channelID, packageID, name: definition.name, version: definition.version };
  });
}

function grouped(references: readonly Reference[]): InstalledChaincode['references'] {
  const byChannel = new Map<string, { name: string; version: string }[]>();
  for (const { channelID, name, version } of references) {
    byChannel.set(channelID, [...(byChannel.get(channelID) ?? []), { name, version }]);
  }
  return byChannel;
}
