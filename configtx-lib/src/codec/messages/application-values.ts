// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';

export const anchorPeer = message('protos.AnchorPeer', { host: field.string(1), port: field.int32(2) });

export const anchorPeers = message('protos.AnchorPeers', {
  anchor_peers: field.list(field.message(1, () => anchorPeer)),
});

export const apiResource = message('protos.APIResource', { policy_ref: field.string(1) });

export const acls = message('protos.ACLs', { acls: field.map(field.message(1, () => apiResource)) });
