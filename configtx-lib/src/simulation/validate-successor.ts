// SPDX-License-Identifier: Apache-2.0

import type { ChannelResources } from './channel-resources.js';
import { withoutEndpoints } from './orderer-config.js';
import type { OrganizationConfig } from './organization-config.js';
import { refusal } from './refusal.js';

/**
 * Checks that one configuration may follow another (channelconfig.Bundle.ValidateNew).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateSuccessor(current: ChannelResources, next: ChannelResources): void {
  validateOrderer(current, next);
  if (current.application) {
    if (!next.application) {
      throw refusal('current config has application section, but new config does not');
    }
    requireSameMspIDs('application', current.application.organizations, next.application.organizations);
  }
  if (current.hasConsortiums !== next.hasConsortiums) {
    throw refusal(
      current.hasConsortiums
        ? 'current config has consortiums section, but new config does not'
        : 'current config has no consortiums section, but new config does',
    );
  }
}

function validateOrderer(current: ChannelResources, next: ChannelResources): void {
  if (!current.orderer) {
    return;
  }
  if (!next.orderer) {
    throw refusal('current config has orderer section, but new config does not');
  }
  const [type, nextType] = [current.orderer, next.orderer].map(({ consensusType }) => consensusType.getType());
  if (type !== nextType && !current.capabilities.allowsMigration) {
    throw refusal(`attempted to change consensus type from ${type} to ${nextType}`);
  }
  if (!current.capabilities.hasBft && next.capabilities.hasBft) {
    const [missing] = withoutEndpoints([...next.orderer.organizations.values()]);
    if (missing !== undefined) {
      throw refusal(`illegal orderer config update detected: endpoints of org ${missing} are missing`);
    }
  }
  requireSameMspIDs('orderer', current.orderer.organizations, next.orderer.organizations);
}

type Organizations = ReadonlyMap<string, OrganizationConfig>;

function requireSameMspIDs(side: string, current: Organizations, next: Organizations): void {
  for (const [name, { mspID }] of current) {
    const nextID = next.get(name)?.mspID ?? mspID;
    if (nextID !== mspID) {
      throw refusal(`${side} org ${name} attempted to change MSP ID from ${mspID} to ${nextID}`);
    }
  }
}
