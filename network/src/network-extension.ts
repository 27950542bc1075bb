// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { choosePorts } from './choose-ports.js';
import { openAuthority } from './crypto/authority-folder.js';
import { writeOrganizationMaterial } from './crypto/write-crypto-material.js';
import { writeMember } from './crypto/write-member.js';
import type { AddOrganizationOptions } from './network.js';
import { NetworkError } from './network-error.js';
import { type NetworkFile, readNetworkFile, writeNetworkFile } from './network-file.js';
import { networkLayout, nodeNames, sharedOwner } from './network-layout.js';
import type { NetworkPlan, OrdererOrganizationPlan, OrdererPlan, OrganizationPlan } from './network-plan.js';
import { networkLimits } from './network-settings.js';
import { planNetwork } from './plan-network.js';
import { writeEnvironmentFiles } from './write-environment-files.js';

/**
 * What can be done to the folder of a network that is there already. Each call makes the files and returns the new plan;
 * `network.json` is written last, so one that fails has changed nothing that counts. One call at a time.
 */
export interface NetworkExtension {
  addOrganization(options: AddOrganizationOptions): Promise<NetworkPlan>;
  /** Of the named organization, or with ordering `shared`, of the orderer organization. */
  addOrderer(organization: string): Promise<NetworkPlan>;
  renewCertificates(orderer: string): Promise<NetworkPlan>;
}

export function newNetworkExtension(dir: string, now: () => Date): NetworkExtension {
  return new FolderExtension(dir, now);
}

type Additions = NetworkFile['additions'];

const millisecondsPerDay = 24 * 60 * 60 * 1000;

class FolderExtension implements NetworkExtension {
  readonly #dir: string;
  readonly #now: () => Date;

  constructor(dir: string, now: () => Date) {
    this.#dir = dir;
    this.#now = now;
  }

  async addOrganization(options: AddOrganizationOptions): Promise<NetworkPlan> {
    const file = await this.#read();
    const { settings, additions } = file;
    const { peers = settings.peers, orderers = settings.ordering === 'own' ? 1 : 0 } = options;
    checkNumber('peers', peers, networkLimits.peers.max);
    checkNumber('orderers', orderers, networkLimits.orderers.max);
    const number = networkLayout(file).organizations.length + 1;
    if (number > networkLimits.organizations.max) {
      throw new NetworkError(
        'INVALID_OPTION',
        `a network has at most ${networkLimits.organizations.max} organizations`,
      );
    }
    const owners = Array.from({ length: orderers }, () => `org${number}`);
    const extended = await this.#extended(file, {
      organizations: [...additions.organizations, { peers }],
      orderers: [...additions.orderers, ...owners],
    });
    return await this.#write(extended, async (plan) => {
      const organization = plan.organizations.at(-1);
      if (organization !== undefined) {
        await writeOrganizationMaterial(organization, this.#now());
      }
    });
  }

  async addOrderer(organization: string): Promise<NetworkPlan> {
    const file = await this.#read();
    const names = networkLayout(file).organizations.map(({ name }) => name);
    const shared = file.settings.ordering === 'shared';
    if (!names.includes(organization) && !(shared && organization === sharedOwner)) {
      throw new NetworkError('UNKNOWN_ORGANIZATION', `no organization ${organization} in this network`);
    }
    const owner = shared ? sharedOwner : organization;
    const extended = await this.#extended(file, { orderers: [...file.additions.orderers, owner] });
    return await this.#write(extended, async (plan) => {
      const orderer = plan.orderers.at(-1);
      if (orderer !== undefined) {
        await this.#writeOrderer(organizationOf(plan, orderer), orderer);
      }
    });
  }

  async renewCertificates(name: string): Promise<NetworkPlan> {
    const file = await this.#read();
    const present = ordererIn(planNetwork(this.#dir, file), name);
    const { renewals } = file.additions;
    const extended = await this.#extended(file, { renewals: { ...renewals, [name]: (renewals[name] ?? 0) + 1 } });
    return await this.#write(extended, async (plan) => {
      const { validTo } = new X509Certificate(await readFile(present.tls.certificate));
      const validUntil = new Date(Date.parse(validTo) + millisecondsPerDay);
      await this.#writeOrderer(organizationOf(plan, present), ordererIn(plan, name), validUntil);
    });
  }

  async #read(): Promise<NetworkFile> {
    const file = await readNetworkFile(this.#dir);
    if (file === undefined) {
      throw new NetworkError('WRONG_DIRECTORY', `${this.#dir} holds no network`);
    }
    return file;
  }

  async #extended(file: NetworkFile, change: Partial<Additions>): Promise<NetworkFile> {
    const additions = { ...file.additions, ...change };
    const names = nodeNames(networkLayout({ settings: file.settings, additions }));
    return { ...file, additions, ports: await choosePorts(names, file.ports) };
  }

  async #write(file: NetworkFile, writeMaterial: (plan: NetworkPlan) => Promise<void>): Promise<NetworkPlan> {
    const plan = planNetwork(this.#dir, file);
    await writeMaterial(plan);
    await writeEnvironmentFiles(plan);
    await writeNetworkFile(this.#dir, file);
    return plan;
  }

  async #writeOrderer(
    organization: OrganizationPlan | OrdererOrganizationPlan,
    { name, identity }: OrdererPlan,
    validUntil?: Date,
  ): Promise<void> {
    const options = { now: this.#now(), ...(validUntil && { validUntil }) };
    await writeMember({
      ...{ dir: dirname(identity.mspDir), name, unit: 'orderer' },
      ca: await openAuthority(join(organization.dir, 'ca'), options),
      tlsCa: await openAuthority(join(organization.dir, 'tlsca'), options),
    });
  }
}

function checkNumber(option: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new NetworkError('INVALID_OPTION', `wrong network options: ${option}: it is a whole number from 0 to ${max}`);
  }
}

function ordererIn({ orderers }: NetworkPlan, name: string): OrdererPlan {
  const orderer = orderers.find((candidate) => candidate.name === name);
  if (orderer === undefined) {
    const names = orderers.map((candidate) => candidate.name).join(', ');
    throw new NetworkError('UNKNOWN_NODE', `no orderer ${name}; there are ${names}`);
  }
  return orderer;
}

function organizationOf(plan: NetworkPlan, { mspID, name }: OrdererPlan): OrganizationPlan | OrdererOrganizationPlan {
  const organization = [plan.ordererOrganization, ...plan.organizations].find((found) => found?.mspID === mspID);
  if (organization === undefined) {
    throw new NetworkError('UNKNOWN_ORGANIZATION', `${name} belongs to no organization of this network`);
  }
  return organization;
}
