// SPDX-License-Identifier: Apache-2.0

import type { ProposalBody, ProposalKind } from '../model/index.js';
import { createChannel } from './create-channel.js';
import { deployChaincode } from './deploy-chaincode.js';
import { emergency } from './emergency.js';
import { governance } from './governance.js';
import type { Kind, Lineage } from './kind.js';
import { setChannelState } from './set-channel-state.js';
import { setLimits } from './set-limits.js';
import { updateChannel } from './update-channel.js';

/** Every kind of proposal and its rules. */
const kinds: { readonly [Name in ProposalKind]: Kind<Extract<ProposalBody, { kind: Name }>> } = {
  'deploy-chaincode': deployChaincode,
  'set-channel-state': setChannelState,
  'update-channel': updateChannel,
  'create-channel': createChannel,
  governance,
  emergency,
  'set-limits': setLimits,
};

/** The rules for a body. */
export function kindOf(body: ProposalBody): Kind {
  return kinds[body.kind];
}

/** Where a body stands among those that follow each other; undefined for kinds that do not. */
export function lineageOf(body: ProposalBody): Lineage | undefined {
  return kindOf(body).lineage?.(body);
}
