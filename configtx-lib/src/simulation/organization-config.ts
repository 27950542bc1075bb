// SPDX-License-Identifier: Apache-2.0

import { common, msp, peer } from '@hyperledger/fabric-protos';
import { decodeValues } from './decode-values.js';
import { refusal, within } from './refusal.js';
import { decodeProto } from './decode-proto.js';

/** An organization of the orderer or application group. */
export interface OrganizationConfig {
  readonly name: string;
  readonly mspID: string;
  readonly mspConfig: msp.MSPConfig;
  readonly msp: msp.FabricMSPConfig;
  /** Of an orderer organization: `host:port` of each. */
  readonly endpoints: readonly string[];
}

/**
 * Reads an orderer organization (channelconfig.NewOrdererOrgConfig), its MSP not yet validated.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function ordererOrganization(name: string, group: common.ConfigGroup): OrganizationConfig {
  if (group.getGroupsMap().getLength() > 0) {
    throw refusal('OrdererOrg config does not allow sub-groups');
  }
  const { MSP, Endpoints } = decodeValues(group, { MSP: msp.MSPConfig, Endpoints: common.OrdererAddresses });
  return { ...withMsp(name, MSP), endpoints: Endpoints.getAddressesList() };
}

/**
 * Reads an application organization (channelconfig.NewApplicationOrgConfig), its MSP not yet validated.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function applicationOrganization(name: string, group: common.ConfigGroup): OrganizationConfig {
  if (group.getGroupsMap().getLength() > 0) {
    throw refusal('ApplicationOrg config does not allow sub-groups');
  }
  const { MSP } = decodeValues(group, { MSP: msp.MSPConfig, AnchorPeers: peer.AnchorPeers });
  return { ...withMsp(name, MSP), endpoints: [] };
}

function withMsp(name: string, mspConfig: msp.MSPConfig): Omit<OrganizationConfig, 'endpoints'> {
  const config = within('setting up the MSP manager failed: failed unmarshalling fabric msp config', () =>
    decodeProto(msp.FabricMSPConfig, mspConfig.getConfig_asU8()),
  );
  return { name, mspID: config.getName(), mspConfig, msp: config };
}
