// SPDX-License-Identifier: Apache-2.0

import { configFromBlock, type ConfigBundle } from '@opssc/configtx';
import type { ChannelLedger } from '../ledger/ledger.js';
import { ordererEndpoints } from '../node/orderer-endpoints.js';

const endpointsByBundle = new WeakMap<ConfigBundle, readonly string[]>();

/** `host:port` of the orderers that the channel's configuration names, as the peer has it. */
export function channelOrderers(ledger: ChannelLedger): readonly string[] {
  const { bundle } = ledger;
  let endpoints = endpointsByBundle.get(bundle);
  if (!endpoints) {
    endpoints = ordererEndpoints(configFromBlock(ledger.lastConfigBlock).config);
    endpointsByBundle.set(bundle, endpoints);
  }
  return endpoints;
}
