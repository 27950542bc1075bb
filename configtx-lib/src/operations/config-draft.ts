// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { field } from '../codec/field.js';
import { message } from '../codec/message.js';
import { Place } from '../codec/place.js';
import { readMessage } from '../codec/read-message.js';
import { ConfigTxError } from '../config-tx-error.js';
import type { OrganizationSide } from './channel-operation.js';
import { readValue } from './edit-value.js';

/** An organization's group on one side of the channel. */
export interface OrganizationEntry {
  readonly side: OrganizationSide;
  /** Of its group. */
  readonly name: string;
  /** Empty for a group without MSP. */
  readonly mspID: string;
  readonly group: common.ConfigGroup;
}

const groupNames: Readonly<Record<OrganizationSide, string>> = { application: 'Application', orderer: 'Orderer' };
const sides: readonly OrganizationSide[] = ['application', 'orderer'];

/** A copy of a configuration, to be changed by operations. Versions and policies of change are left to the update. */
export class ConfigDraft {
  readonly config: common.Config;

  constructor(config: common.Config) {
    this.config = config.clone();
  }

  /** @throws ConfigTxError `INVALID_CONFIG` */
  get channel(): common.ConfigGroup {
    const group = this.config.getChannelGroup();
    if (!group) {
      throw new ConfigTxError('INVALID_CONFIG', 'config must contain a channel group');
    }
    return group;
  }

  /** @throws ConfigTxError `INVALID_CONFIG` */
  get orderer(): common.ConfigGroup {
    return this.group('orderer');
  }

  /** @throws ConfigTxError `INVALID_CONFIG` */
  get application(): common.ConfigGroup {
    return this.group('application');
  }

  /** @throws ConfigTxError `INVALID_CONFIG` */
  group(side: OrganizationSide): common.ConfigGroup {
    const group = this.channel.getGroupsMap().get(groupNames[side]);
    if (!group) {
      throw new ConfigTxError('INVALID_CONFIG', `the configuration has no ${groupNames[side]} group`);
    }
    return group;
  }

  /** The channel's organizations in the order of their groups' names; one that is on both sides is there twice. */
  organizations(side?: OrganizationSide): OrganizationEntry[] {
    const wanted = side ? [side] : sides.filter((name) => this.channel.getGroupsMap().has(groupNames[name]));
    return wanted.flatMap((name) => this.#organizationsOf(name));
  }

  /** By the name of its group, else by its MSP ID. */
  organization(side: OrganizationSide, name: string): OrganizationEntry | undefined {
    const organizations = this.organizations(side);
    return organizations.find((entry) => entry.name === name) ?? organizations.find(({ mspID }) => mspID === name);
  }

  hasCapability(name: string): boolean {
    return readValue(this.channel, 'Capabilities', common.Capabilities).getCapabilitiesMap().has(name);
  }

  #organizationsOf(side: OrganizationSide): OrganizationEntry[] {
    return [...this.group(side).getGroupsMap().entries()]
      .map(([name, group]) => newEntry(side, name, group))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

function newEntry(side: OrganizationSide, name: string, group: common.ConfigGroup): OrganizationEntry {
  let known: string | undefined;
  return {
    side,
    name,
    group,
    // Read when it is asked for: most organizations are told by the name of their group.
    get mspID() {
      known ??= mspIDOf(group);
      return known;
    },
  };
}

/** An MSP as far as its name: channels have many, and large ones. */
const namedMsp = message('msp.FabricMSPConfig', { name: field.string(1) });

function mspIDOf(group: common.ConfigGroup): string {
  const bytes = readValue(group, 'MSP', msp.MSPConfig).getConfig_asU8();
  const name = readMessage(namedMsp, bytes, Place.root().field('MSP')).get('name');
  return typeof name === 'string' ? name : '';
}
