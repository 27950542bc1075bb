// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/**
 * `host:port` of the orderers that peers use: those that the orderer organizations name, or the channel's own list where
 * none names any (orderers.ConnectionSource of Fabric).
 */
export function ordererEndpoints(config: common.Config): readonly string[] {
  const channel = config.getChannelGroup();
  const organizations = [...(channel?.getGroupsMap().get('Orderer')?.getGroupsMap().entries() ?? [])];
  const endpoints = organizations.flatMap(([, organization]) => addressesIn(organization, 'Endpoints'));
  return endpoints.length > 0 ? endpoints : addressesIn(channel, 'OrdererAddresses');
}

function addressesIn(group: common.ConfigGroup | undefined, value: string): string[] {
  const bytes = group?.getValuesMap().get(value)?.getValue_asU8() ?? new Uint8Array();
  return common.OrdererAddresses.deserializeBinary(bytes).getAddressesList();
}
