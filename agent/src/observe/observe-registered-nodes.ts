// SPDX-License-Identifier: Apache-2.0

import { listAllResources, type NodeSight, type NodeView, seenIn } from '@opssc/chaincode/model';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { reasonOf } from '../errors/classify-error.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';
import { consortiaOf } from './consortia-of.js';

export interface ObserveNodesOptions {
  readonly nodes: Pick<OrganizationNodes, 'mspID' | 'peers' | 'orderers' | 'resources' | 'version'>;
  readonly logger: Pick<Logger, 'debug'>;
}

/**
 * Looks at those of the own nodes that are registered in an environment under the name that the configuration has for
 * them, and writes what is seen where it is not what was seen last. A node that does not answer is left as it was.
 */
export async function observeRegisteredNodes({ nodes, logger }: ObserveNodesOptions): Promise<void> {
  const looks = looksByName(nodes);
  const look = async (name: string): Promise<NodeSight | undefined> => {
    const seen = await looks.get(name)?.();
    return seen && { ...(await versionOf(name, { nodes, logger })), ...seen };
  };
  for (const { environmentID, name, observed } of await registeredNodes(nodes)) {
    try {
      const seen = await look(name);
      if (seen !== undefined && !(observed !== undefined && isDeepStrictEqual(seen, seenIn(observed)))) {
        await nodes.resources.observeNode({ environmentID, name, ...seen });
      }
    } catch (error) {
      logger.debug({ environmentID, node: name, reason: reasonOf(error) }, `could not observe ${name}`);
    }
  }
}

async function registeredNodes({ mspID, resources }: ObserveNodesOptions['nodes']): Promise<readonly NodeView[]> {
  const found: NodeView[] = [];
  for (const consortiumID of await consortiaOf({ mspID, resources })) {
    for (const { environmentID, state } of await listAllResources(resources, { kind: 'environment', consortiumID })) {
      const registered = state === 'open' ? await listAllResources(resources, { kind: 'node', environmentID }) : [];
      found.push(...registered.filter((node) => node.mspID === mspID && node.state !== 'removed'));
    }
  }
  return found;
}

function looksByName({ peers, orderers }: ObserveNodesOptions['nodes']): ReadonlyMap<string, () => Promise<NodeSight>> {
  return new Map([
    ...peers.map(({ name, admin }) => [name, () => lookAtPeer(admin)] as const),
    ...orderers.map((admin) => [admin.name, () => lookAtOrderer(admin)] as const),
  ]);
}

/** A version that was seen before is not what the node has now, so one that cannot be had is unknown. */
async function versionOf(node: string, { nodes, logger }: ObserveNodesOptions): Promise<Pick<NodeSight, 'version'>> {
  try {
    const version = await nodes.version(node);
    return version === undefined ? {} : { version };
  } catch (error) {
    logger.debug({ node, reason: reasonOf(error) }, `could not ask ${node} for its version`);
    return {};
  }
}

async function lookAtPeer(admin: OrganizationNodes['peers'][number]['admin']): Promise<NodeSight> {
  const channels = await admin.listChannels();
  const heights = await Promise.all(
    channels.map(async (channelID) => [channelID, String((await admin.getChainInfo(channelID)).height)] as const),
  );
  return { heights: Object.fromEntries(heights) };
}

async function lookAtOrderer(admin: OrganizationNodes['orderers'][number]): Promise<NodeSight> {
  const channels = await Promise.all((await admin.list()).map((channelID) => admin.info(channelID)));
  const joined = channels.filter((channel) => channel !== undefined);
  // The role on any channel: a node that orders one is a consenter, whatever it follows.
  const role = joined.find(({ consensusRelation }) => consensusRelation === 'consenter') ?? joined[0];
  return {
    ...(role !== undefined && { role: role.consensusRelation }),
    heights: Object.fromEntries(joined.map(({ name, height }) => [name, String(height)])),
  };
}
