// SPDX-License-Identifier: Apache-2.0

import { common, orderer, peer } from '@hyperledger/fabric-protos';
import type { ChannelProfile, OrdererProfile, OrganizationProfile } from '../channel-profile.js';
import { ConfigDraft, type OrganizationEntry } from '../operations/config-draft.js';
import { endpointsOf } from '../operations/edit-endpoints.js';
import { readMsp } from '../operations/edit-msp.js';
import { readValue } from '../operations/edit-value.js';
import { consensusProfileFromConfig } from './consensus-profile-from-config.js';
import { mspProfileFromConfig } from './msp-profile-from-config.js';
import { parseGoDuration } from './parse-go-duration.js';
import { policiesFromConfig } from './policies-from-config.js';

export interface ChannelProfileFromConfigOptions {
  /** Of the profile, not of the configuration. */
  readonly channelID: string;
  readonly config: common.Config;
}

/**
 * The profile that would make a channel like an existing one, with the same organizations and ordering nodes.
 *
 * @throws ConfigTxError `INVALID_CONFIG`, and `INVALID_POLICY` for a policy that has no text
 */
export function channelProfileFromConfig({ channelID, config }: ChannelProfileFromConfigOptions): ChannelProfile {
  const draft = new ConfigDraft(config);
  const acls = readValue(draft.application, 'ACLs', peer.ACLs).getAclsMap();
  return {
    channelID,
    capabilities: {
      channel: capabilitiesOf(draft.channel),
      orderer: capabilitiesOf(draft.orderer),
      application: capabilitiesOf(draft.application),
    },
    policies: policiesFromConfig(draft.channel),
    orderer: ordererProfile(draft),
    application: {
      organizations: draft.organizations('application').map((entry) => organizationProfile(entry, draft)),
      policies: policiesFromConfig(draft.application),
      acls: Object.fromEntries(
        [...acls.entries()].map(([resource, reference]) => [resource, reference.getPolicyRef()]),
      ),
    },
  };
}

function ordererProfile(draft: ConfigDraft): OrdererProfile {
  const group = draft.orderer;
  const batchSize = readValue(group, 'BatchSize', orderer.BatchSize);
  const restrictions = readValue(group, 'ChannelRestrictions', orderer.ChannelRestrictions);
  return {
    consensus: consensusProfileFromConfig(draft),
    batchTimeout: parseGoDuration(readValue(group, 'BatchTimeout', orderer.BatchTimeout).getTimeout()) ?? 0,
    batchSize: {
      maxMessageCount: batchSize.getMaxMessageCount(),
      absoluteMaxBytes: batchSize.getAbsoluteMaxBytes(),
      preferredMaxBytes: batchSize.getPreferredMaxBytes(),
    },
    organizations: draft.organizations('orderer').map((entry) => organizationProfile(entry, draft)),
    policies: policiesFromConfig(group),
    maxChannels: restrictions.getMaxCount(),
    addresses: readValue(draft.channel, 'OrdererAddresses', common.OrdererAddresses).getAddressesList(),
  };
}

function organizationProfile({ name, mspID, group }: OrganizationEntry, draft: ConfigDraft): OrganizationProfile {
  const anchorPeers = readValue(group, 'AnchorPeers', peer.AnchorPeers).getAnchorPeersList();
  return {
    name,
    msp: mspProfileFromConfig(readMsp(draft, mspID)),
    policies: policiesFromConfig(group),
    anchorPeers: anchorPeers.map((anchor) => ({ host: anchor.getHost(), port: anchor.getPort() })),
    ordererEndpoints: endpointsOf(group),
  };
}

function capabilitiesOf(group: common.ConfigGroup): string[] {
  return [...readValue(group, 'Capabilities', common.Capabilities).getCapabilitiesMap().keys()].sort();
}
