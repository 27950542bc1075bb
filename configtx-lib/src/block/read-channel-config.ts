// SPDX-License-Identifier: Apache-2.0

import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';
import type { ChannelConfig } from '../channel-config.js';
import { decodeMessage } from '../decode-message.js';
import { configFromBlock } from './config-from-block.js';

const code = 'INVALID_CONFIG';

/**
 * Reads what OpsSC needs to know of a channel from one of its configuration blocks.
 *
 * @throws ConfigTxError `INVALID_BLOCK` for any other block, `INVALID_CONFIG` for values that cannot be decoded
 */
export function readChannelConfig(block: common.Block): ChannelConfig {
  const { channelID, config } = configFromBlock(block);
  const channel = config.getChannelGroup();
  const ordererGroup = channel?.getGroupsMap().get('Orderer');
  const application = channel?.getGroupsMap().get('Application');
  const members = organizationsOf(application);
  return {
    channelID,
    sequence: BigInt(config.getSequence()),
    members: [...members.keys()],
    anchorPeers: mapOrganizations(members, anchorPeersOf),
    ordererEndpoints: mapOrganizations(organizationsOf(ordererGroup), endpointsOf),
    consensusType: valueOf(ordererGroup, 'ConsensusType', orderer.ConsensusType)?.getType() ?? '',
    capabilities: {
      channel: capabilitiesOf(channel),
      orderer: capabilitiesOf(ordererGroup),
      application: capabilitiesOf(application),
    },
    config,
  };
}

/** Their groups by MSP ID, ascending. */
function organizationsOf(group: common.ConfigGroup | undefined): ReadonlyMap<string, common.ConfigGroup> {
  const groups = [...(group?.getGroupsMap().entries() ?? [])].map(
    ([name, organization]): [string, common.ConfigGroup] => [mspIDOf(organization) ?? name, organization],
  );
  return new Map(groups.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function mapOrganizations(
  organizations: ReadonlyMap<string, common.ConfigGroup>,
  read: (group: common.ConfigGroup) => string[],
): Record<string, string[]> {
  return Object.fromEntries([...organizations].map(([mspID, group]) => [mspID, read(group)]));
}

function mspIDOf(organization: common.ConfigGroup): string | undefined {
  const value = valueOf(organization, 'MSP', msp.MSPConfig);
  if (!value) {
    return undefined;
  }
  return decodeMessage({ type: msp.FabricMSPConfig, bytes: value.getConfig_asU8(), what: 'MSP', code }).getName();
}

function anchorPeersOf(organization: common.ConfigGroup): string[] {
  const peers = valueOf(organization, 'AnchorPeers', peer.AnchorPeers)?.getAnchorPeersList() ?? [];
  return peers.map((anchor) => `${anchor.getHost()}:${anchor.getPort()}`);
}

function endpointsOf(organization: common.ConfigGroup): string[] {
  return valueOf(organization, 'Endpoints', common.OrdererAddresses)?.getAddressesList() ?? [];
}

function capabilitiesOf(group: common.ConfigGroup | undefined): string[] {
  const capabilities = valueOf(group, 'Capabilities', common.Capabilities);
  return [...(capabilities?.getCapabilitiesMap().keys() ?? [])].sort();
}

function valueOf<T>(
  group: common.ConfigGroup | undefined,
  name: string,
  type: { deserializeBinary(bytes: Uint8Array): T },
): T | undefined {
  const value = group?.getValuesMap().get(name);
  return value && decodeMessage({ type, bytes: value.getValue_asU8(), what: `value ${name}`, code });
}
