// SPDX-License-Identifier: Apache-2.0

import { type common, peer } from '@hyperledger/fabric-protos';
import type { OrganizationProfile } from '../channel-profile.js';
import { anchorPeersOf } from '../genesis/application-group.js';
import { editValue, removeValue } from './edit-value.js';

const name = 'AnchorPeers';

/** Makes these the anchor peers of an application organization. */
export function setAnchorPeers(
  group: common.ConfigGroup,
  anchorPeers: NonNullable<OrganizationProfile['anchorPeers']>,
): void {
  if (anchorPeers.length === 0) {
    removeValue(group, name);
    return;
  }
  editValue({
    group,
    name,
    type: peer.AnchorPeers,
    edit: (message) => {
      message.setAnchorPeersList(anchorPeersOf(anchorPeers).getAnchorPeersList());
    },
  });
}
