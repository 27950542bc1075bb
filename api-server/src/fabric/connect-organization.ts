// SPDX-License-Identifier: Apache-2.0

import { newOpsClient, newResourcesClient } from '@opssc/chaincode/model';
import {
  type GatewayConnection,
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
  /** Signs what applications submit; default: the organization's. */
  readonly applicationIdentity?: OrganizationSection['identity'] | undefined;
}

/** Short of a client's patience, so that a call answers with a status rather than not at all. Milliseconds. */
const timeouts = { connect: 3_000, evaluate: 15_000, endorse: 30_000, submit: 15_000, commit: 30_000 };

/**
 * An organization's clients, with its files read.
 *
 * @throws ConfigError that lists every file which cannot be used.
 */
export async function connectOrganization(options: ConnectOptions): Promise<OrganizationFabric> {
  const { organization, ops, logger } = options;
  const { identity, mspID, peers: endpoints } = await openOrganization({ organization });
  const gateway = newGatewayConnection({ identity, peers: endpoints, timeouts, logger });
  const peers = endpoints.map((endpoint) => newPeerAdmin({ endpoint, identity, timeoutMs: timeouts.evaluate }));
  const { channel, chaincode } = ops;
  const transport = newOpsTransport({ gateway, channelID: channel, chaincodeName: chaincode.name });
  const applicationGateway = await openApplicationGateway(options);
  return {
    ops: newOpsClient(transport),
    resources: newResourcesClient(transport),
    transactions: applicationGateway ?? gateway,
    peers,
    lifecycle: (channelID) => newLifecycle({ gateway, channelID, mspID }),
    opsEvents: (position) => gateway.chaincodeEvents(channel, chaincode.name, position),
    opsHeight: async () => (await firstAnswer(peers, (peer) => peer.getChainInfo(channel))).height,
    close() {
      gateway.close();
      applicationGateway?.close();
      for (const peer of peers) {
        peer.close();
      }
    },
  };
}

/** A Gateway of its own for an identity of its own. */
async function openApplicationGateway(options: ConnectOptions): Promise<GatewayConnection | undefined> {
  const { organization, applicationIdentity, logger } = options;
  if (applicationIdentity === undefined) {
    return undefined;
  }
  const opened = await openOrganization({ organization: { ...organization, identity: applicationIdentity } });
  return newGatewayConnection({ identity: opened.identity, peers: opened.peers, timeouts, logger });
}
