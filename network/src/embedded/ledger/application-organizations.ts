// SPDX-License-Identifier: Apache-2.0

import { msp, type common } from '@hyperledger/fabric-protos';
import { compareKeys } from './compare-keys.js';

/** Group names of a channel's application organizations by MSP ID, ascending. They are often equal, but need not be. */
export function applicationOrganizations(config: common.Config): ReadonlyMap<string, string> {
  const groups = config.getChannelGroup()?.getGroupsMap().get('Application')?.getGroupsMap();
  const organizations = (groups?.toArray() ?? []).flatMap(([group]) => {
    const mspID = mspIDOf(groups?.get(group));
    return mspID === undefined ? [] : [[mspID, group] as const];
  });
  return new Map(organizations.sort(([a], [b]) => compareKeys(a, b)));
}

function mspIDOf(group: common.ConfigGroup | undefined): string | undefined {
  const value = group?.getValuesMap().get('MSP')?.getValue_asU8();
  const config = value && msp.MSPConfig.deserializeBinary(value).getConfig_asU8();
  return config && msp.FabricMSPConfig.deserializeBinary(config).getName();
}
