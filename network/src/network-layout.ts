// SPDX-License-Identifier: Apache-2.0

import type { NetworkFile } from './network-file.js';
import { orderersInAll } from './network-settings.js';

/** Who takes part in a network: names and numbers, without files and ports. */
export interface NetworkLayout {
  readonly organizations: readonly OrganizationLayout[];
  /** Of all organizations, in the order in which they came. */
  readonly orderers: readonly OrdererLayout[];
}

export interface OrganizationLayout {
  /** `org1` */
  readonly name: string;
  /** From 1. */
  readonly number: number;
  readonly mspID: string;
  readonly domain: string;
  /** Names of its peers. */
  readonly peers: readonly string[];
}

export interface OrdererLayout {
  readonly name: string;
  /** The organization that runs it, or `sharedOwner`. */
  readonly owner: string;
  readonly consenterID: number;
}

/** Who runs the orderers of a network whose organizations have none of their own. */
export const sharedOwner = 'orderer';

/** The domain that all names of a network end with. */
export const baseDomain = 'example.com';

/** What a network consists of by its settings and all that has been added to it. */
export function networkLayout({ settings, additions }: Pick<NetworkFile, 'settings' | 'additions'>): NetworkLayout {
  const peersOf = [
    ...Array<number>(settings.organizations).fill(settings.peers),
    ...additions.organizations.map(({ peers }) => peers),
  ];
  const owners = [...firstOwners(settings), ...additions.orderers];
  return {
    organizations: peersOf.map((peers, index) => organizationLayout(index + 1, peers)),
    orderers: owners.map((owner, index) => {
      const before = owners.slice(0, index).filter((other) => other === owner).length;
      return { name: ordererName(owner, before), owner, consenterID: index + 1 };
    }),
  };
}

/** Every node's name, orderers first. */
export function nodeNames({ organizations, orderers }: NetworkLayout): { orderers: string[]; peers: string[] } {
  return {
    orderers: orderers.map(({ name }) => name),
    peers: organizations.flatMap(({ peers }) => peers),
  };
}

function organizationLayout(number: number, peers: number): OrganizationLayout {
  const name = `org${number}`;
  const domain = domainOf(name);
  const mspID = `Org${number}MSP`;
  return { name, number, mspID, domain, peers: Array.from({ length: peers }, (_, peer) => `peer${peer}.${domain}`) };
}

/** With ordering `own`, organizations take turns. */
function firstOwners(settings: NetworkFile['settings']): string[] {
  return Array.from({ length: orderersInAll(settings) }, (_, index) =>
    settings.ordering === 'own' ? `org${(index % settings.organizations) + 1}` : sharedOwner,
  );
}

/** The shared ones are numbered from 1, as in Fabric's samples; an organization's own from 0, as its peers are. */
function ordererName(owner: string, before: number): string {
  return owner === sharedOwner ? `orderer${before + 1}.${baseDomain}` : `orderer${before}.${domainOf(owner)}`;
}

function domainOf(organization: string): string {
  return `${organization}.${baseDomain}`;
}
