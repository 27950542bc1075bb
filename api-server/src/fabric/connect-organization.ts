// SPDX-License-Identifier: Apache-2.0

import { newOpsClient, newResourcesClient } from '@opssc/chaincode/model';
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
  /** Signs what applications submit; default: the organization's. */
  readonly applicationIdentity?: OrganizationSection['identity'] | undefined;
  /** Milliseconds between two looks at the files of keys and certificates; default 5,000. */
  readonly reloadMs?: number;
}

const RELOAD_MS = 5_000;

/** Short of a client's patience, so that a call answers with a status rather than not at all. Milliseconds. */
const timeouts = { connect: 3_000, evaluate: 15_000, endorse: 30_000, submit: 15_000, commit: 30_000 };

/**
 * An organization's clients, with its files read.
 *
 * @throws ConfigError that lists every file which cannot be used.
 */
export async function connectOrganization(options: ConnectOptions): Promise<OrganizationFabric> {
  const { organization, ops, logger } = options;
  const opened = await openOrganization({ organization }, { reload: reloadOf(options) });
  const { identity, mspID, peers: endpoints } = opened;
  const gateway = newGatewayConnection({ identity, peers: endpoints, timeouts, logger });
  const peers = endpoints.map((endpoint) => newPeerAdmin({ endpoint, identity, timeoutMs: timeouts.evaluate }));
  const { channel, chaincode } = ops;
  const transport = newOpsTransport({ gateway, channelID: channel, chaincodeName: chaincode.name });
  const applications = await openApplications(options).catch((error: unknown) => {
    opened.close();
    throw error;
  });
  return {
    ops: newOpsClient(transport),
    resources: newResourcesClient(transport),
    transactions: applications?.gateway ?? gateway,
    peers,
    lifecycle: (channelID) => newLifecycle({ gateway, channelID, mspID }),
    opsEvents: (position) => gateway.chaincodeEvents(channel, chaincode.name, position),
    opsHeight: async () => (await firstAnswer(peers, (peer) => peer.getChainInfo(channel))).height,
    close() {
      gateway.close();
      applications?.close();
      for (const peer of peers) {
        peer.close();
      }
      opened.close();
    },
  };
}

/** A Gateway of its own for an identity of its own. */
async function openApplications(options: ConnectOptions) {
  const { organization, applicationIdentity, logger } = options;
  if (applicationIdentity === undefined) {
    return undefined;
  }
  const config = { organization: { ...organization, identity: applicationIdentity } };
  const opened = await openOrganization(config, { reload: reloadOf(options) });
  const gateway = newGatewayConnection({ identity: opened.identity, peers: opened.peers, timeouts, logger });
  return {
    gateway,
    close() {
      gateway.close();
      opened.close();
    },
  };
}

function reloadOf({ logger, reloadMs = RELOAD_MS }: ConnectOptions) {
  return { logger, intervalMs: reloadMs };
}
