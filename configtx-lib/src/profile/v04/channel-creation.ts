// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { z } from 'zod';
import type { ChannelProfile, OrganizationProfile } from '../../channel-profile.js';
import { ConfigTxError } from '../../config-tx-error.js';
import { channelProfileFromConfig } from '../channel-profile-from-config.js';
import { policiesSection } from '../configtx-yaml/policies-section.js';
import { parseData } from '../parse-data.js';
import { pathOf } from '../path-of.js';
import { channelIDSchema } from '../schema/channel-profile-schema.js';
import { capabilitiesSchema, nameSchema } from '../schema/name-schema.js';
import { withoutNulls } from '../without-nulls.js';

const schema = z.strictObject({
  Consortium: z.string().exactOptional(),
  Application: z.strictObject({
    Policies: policiesSection,
    ACLs: z.record(z.string().min(1), z.string().min(1)).exactOptional(),
    Capabilities: capabilitiesSchema.default([]),
    Organizations: z.array(nameSchema).min(1, 'must name an organization'),
  }),
});

/** What a channel of v0.4 took from the system channel. */
export interface ChannelCreationBase {
  readonly channelID: string;
  /** A channel whose ordering service, and whose organizations' definitions, the new channel shares. */
  readonly config: common.Config;
}

export interface ReadChannelCreationOptions {
  readonly input: unknown;
  /** Where the input comes from, for errors. */
  readonly path: string;
  readonly base: ChannelCreationBase | undefined;
}

/** Whether it is v0.4's profile of a new channel. */
export function isChannelCreation(input: unknown): boolean {
  return typeof input === 'object' && input !== null && ('Application' in input || 'Consortium' in input);
}

/**
 * Turns OpsSC v0.4's profile of a new channel, which names organizations and no more, into a complete one.
 *
 * @throws ConfigTxError `INVALID_PROFILE` with the path of the first element that is wrong
 */
export function readChannelCreation({ input, path, base }: ReadChannelCreationOptions): ChannelProfile {
  const { Application } = parseData({ schema, input: withoutNulls(input), path });
  if (!base) {
    throw new ConfigTxError(
      'INVALID_PROFILE',
      `${path}: names its organizations only, as there was a system channel that knew them: their MSPs and the ordering service are needed`,
      { path },
    );
  }
  parseData({ schema: channelIDSchema, input: base.channelID, path: 'channelID' });
  const template = channelProfileFromConfig(base);
  const organizations = Application.Organizations.map((name, index) =>
    organizationOf(template.application.organizations, name, pathOf(path, ['Application', 'Organizations', index])),
  );
  return {
    ...template,
    capabilities: { ...template.capabilities, application: Application.Capabilities },
    application: {
      organizations,
      policies: Application.Policies,
      ...(Application.ACLs && { acls: Application.ACLs }),
    },
  };
}

function organizationOf(
  organizations: readonly OrganizationProfile[],
  name: string,
  path: string,
): OrganizationProfile {
  const found =
    organizations.find((organization) => organization.name === name) ??
    organizations.find(({ msp }) => msp.mspID === name);
  if (!found) {
    throw new ConfigTxError(
      'INVALID_PROFILE',
      `${path}: the channel that it is taken from has no organization ${name}`,
      {
        path,
      },
    );
  }
  return found;
}
