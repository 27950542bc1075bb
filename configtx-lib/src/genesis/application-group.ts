// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import type { ApplicationProfile, ChannelCapabilities, OrganizationProfile } from '../channel-profile.js';
import { adminsPolicy, setCapabilities, setValue } from './config-elements.js';
import { applicationOrganizationPolicies, applicationPolicies } from './default-policies.js';
import { mspConfig } from './msp-config.js';
import { setPolicies } from './set-policies.js';

const path = '/Channel/Application';

/**
 * The `/Channel/Application` group, as configtxgen's NewApplicationGroup makes it.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function applicationGroup(profile: ApplicationProfile, required: ChannelCapabilities): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(adminsPolicy);
  setPolicies({ group, policies: profile.policies ?? applicationPolicies, path });
  const acls = Object.entries(profile.acls ?? {});
  if (acls.length > 0) {
    setValue(group, 'ACLs', aclsOf(acls));
  }
  setCapabilities(group, required.application);
  for (const organization of profile.organizations) {
    group.getGroupsMap().set(organization.name, applicationOrganizationGroup(organization));
  }
  return group;
}

/**
 * An application organization's group, as configtxgen's NewApplicationOrgGroup makes it.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function applicationOrganizationGroup(profile: OrganizationProfile): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(adminsPolicy);
  const policies = profile.policies ?? applicationOrganizationPolicies(profile.msp);
  setPolicies({ group, policies, path: `${path}/${profile.name}` });
  setValue(group, 'MSP', mspConfig(profile.msp));
  const anchorPeers = profile.anchorPeers ?? [];
  if (anchorPeers.length > 0) {
    setValue(group, 'AnchorPeers', anchorPeersOf(anchorPeers));
  }
  return group;
}

function aclsOf(entries: readonly (readonly [resource: string, policy: string])[]): peer.ACLs {
  const message = new peer.ACLs();
  for (const [name, policy] of entries) {
    const resource = new peer.APIResource();
    resource.setPolicyRef(policy);
    message.getAclsMap().set(name, resource);
  }
  return message;
}

/** The value of an `AnchorPeers` element. */
export function anchorPeersOf(profiles: NonNullable<OrganizationProfile['anchorPeers']>): peer.AnchorPeers {
  const message = new peer.AnchorPeers();
  message.setAnchorPeersList(
    profiles.map(({ host, port }) => {
      const anchorPeer = new peer.AnchorPeer();
      anchorPeer.setHost(host);
      anchorPeer.setPort(port);
      return anchorPeer;
    }),
  );
  return message;
}
