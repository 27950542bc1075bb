// SPDX-License-Identifier: Apache-2.0

import { newOpsClient } from '@opssc/chaincode/model';
import {
  newGatewayConnection,
  newLifecycle,
  newPeerAdmin,
  openOrganization,
  type OpsSection,
  type OrganizationSection,
} from '@opssc/fabric-admin';
import type { Logger } from 'pino';
import { firstAnswer } from './first-answer.js';
import { newOpsTransport } from './ops-transport.js';
import type { OrganizationFabric } from './organization-fabric.js';

export interface ConnectOptions {
  readonly organization: OrganizationSection;
  readonly ops: OpsSection;
  readonly logger: Logger;
}

/** Short of a client's patience, so that a call answers with a status rather than not at all. Milliseconds. */
const timeouts = { connect: 3_000, evaluate: 15_000, endorse: 30_000, submit: 15_000, commit: 30_000 };

/**
 * An organization's clients, with its files read.
 *
 * @throws ConfigError that lists every file which cannot be used.
 */
export async function connectOrganization({ organization, ops, logger }: ConnectOptions): Promise<OrganizationFabric> {
  const { identity, mspID, peers: endpoints } = await openOrganization({ organization });
  const gateway = newGatewayConnection({ identity, peers: endpoints, timeouts, logger });
  const peers = endpoints.map((endpoint) => newPeerAdmin({ endpoint, identity, timeoutMs: timeouts.evaluate }));
  const { channel, chaincode } = ops;
  return {
    ops: newOpsClient(newOpsTransport({ gateway, channelID: channel, chaincodeName: chaincode.name })),
    peers,
    lifecycle: (channelID) => newLifecycle({ gateway, channelID, mspID }),
    opsEvents: (position) => gateway.chaincodeEvents(channel, chaincode.name, position),
    opsHeight: async () => (await firstAnswer(peers, (peer) => peer.getChainInfo(channel))).height,
    close() {
      gateway.close();
      for (const peer of peers) {
        peer.close();
      }
    },
  };
}
