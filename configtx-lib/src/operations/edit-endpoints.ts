// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { ConfigDraft } from './config-draft.js';
import { editValue, readValue, removeValue } from './edit-value.js';

const name = 'Endpoints';

/** Makes these the endpoints of an orderer organization. */
export function setEndpoints(group: common.ConfigGroup, endpoints: readonly string[]): void {
  if (endpoints.length === 0) {
    removeValue(group, name);
    return;
  }
  editValue({
    group,
    name,
    type: common.OrdererAddresses,
    edit: (message) => {
      message.setAddressesList([...endpoints]);
    },
  });
}

/** Adds an endpoint to the orderer organization with this MSP; without one, to the only organization that there is. */
export function addEndpoint(draft: ConfigDraft, mspID: string | undefined, endpoint: string): void {
  const organizations = draft.organizations('orderer');
  const [organization] =
    mspID === undefined && organizations.length === 1
      ? organizations
      : organizations.filter((entry) => entry.mspID === mspID);
  if (organization) {
    const endpoints = endpointsOf(organization.group);
    if (!endpoints.includes(endpoint)) {
      setEndpoints(organization.group, [...endpoints, endpoint]);
    }
  }
}

/**
 * Takes an endpoint out of whatever orderer organization has it. With V3_0 the last one of an organization stays:
 * Fabric refuses an orderer organization without.
 */
export function removeEndpoint(draft: ConfigDraft, endpoint: string): void {
  for (const { group } of draft.organizations('orderer')) {
    const endpoints = endpointsOf(group);
    const others = endpoints.filter((address) => address !== endpoint);
    const mayGo = others.length > 0 || !draft.hasCapability('V3_0');
    if (others.length < endpoints.length && mayGo) {
      setEndpoints(group, others);
    }
  }
}

export function endpointsOf(group: common.ConfigGroup): string[] {
  return readValue(group, name, common.OrdererAddresses).getAddressesList();
}
