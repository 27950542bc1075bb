// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import { Capabilities } from './capabilities.js';
import { decodeValues } from './decode-values.js';
import { applicationOrganization, type OrganizationConfig } from './organization-config.js';
import { refusal } from './refusal.js';

/** The application group of a configuration. */
export interface ApplicationConfig {
  readonly capabilities: Capabilities;
  readonly organizations: ReadonlyMap<string, OrganizationConfig>;
}

/**
 * Reads the application group (channelconfig.NewApplicationConfig).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function applicationConfig(group: common.ConfigGroup): ApplicationConfig {
  const values = decodeValues(group, { ACLs: peer.ACLs, Capabilities: common.Capabilities });
  const capabilities = new Capabilities('Application', values.Capabilities);
  if (!capabilities.hasAcls && group.getValuesMap().has('ACLs')) {
    throw refusal('ACLs may not be specified without the required capability');
  }
  const organizations = [...group.getGroupsMap().entries()].map(
    ([name, organization]) => [name, applicationOrganization(name, organization)] as const,
  );
  return { capabilities, organizations: new Map(organizations) };
}
