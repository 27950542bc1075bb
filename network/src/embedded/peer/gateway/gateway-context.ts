// SPDX-License-Identifier: Apache-2.0

import type { ChannelLedger } from '../../ledger/ledger.js';
import type { AccessControl } from '../access-control.js';
import type { GatewayNodes, GatewayPeer } from './gateway-peer.js';

/** What the functions of one peer's Gateway service work with. */
export interface GatewayContext {
  /** The peer whose gateway this is. */
  readonly local: GatewayPeer;
  readonly nodes: GatewayNodes;
  readonly access: AccessControl;
  readonly channelOf: (channelID: string) => ChannelLedger | undefined;
}
