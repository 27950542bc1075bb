// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { NetworkOptions } from './network.js';
import { NetworkError } from './network-error.js';

/** The options of a network with their defaults filled in: what `network.json` keeps, beside the ports. */
export type NetworkSettings = z.output<typeof networkSettingsSchema>;

/** Least and greatest of the options that are numbers. */
export const networkLimits = {
  organizations: { min: 1, max: 20 },
  peers: { min: 1, max: 10 },
  orderers: { min: 1, max: 20 },
  batchTimeout: { min: 1, max: 60_000 },
} as const;

/** How many orderers a channel gets that nobody asked a number for. */
const usualOrderers = { raft: 3, bft: 4 } as const;

/** Fabric's rule for channel names (common/configtx, validateChannelID). */
export const channelNameSchema = z
  .string()
  .max(249, 'a channel name has at most 249 characters')
  .regex(/^[a-z][a-z0-9.-]*$/, 'a channel name starts with a letter and holds lower case letters, digits, "." and "-"');

export const networkSettingsSchema = z
  .strictObject({
    backend: z.enum(['embedded', 'native']),
    organizations: within(networkLimits.organizations).default(3),
    peers: within(networkLimits.peers).default(2),
    consensus: z.enum(['raft', 'bft']).default('raft'),
    ordering: z.enum(['shared', 'own']).default('shared'),
    orderers: within(networkLimits.orderers).optional(),
    batchTimeout: within(networkLimits.batchTimeout).default(50),
    channels: z
      .array(channelNameSchema)
      .refine((names) => new Set(names).size === names.length, 'a channel is named twice')
      .default([]),
  })
  .transform(({ orderers, ...settings }) => ({
    ...settings,
    ...(orderers !== undefined && { orderers }),
    ...(orderers === undefined && settings.ordering === 'shared' && { orderers: usualOrderers[settings.consensus] }),
  }))
  .refine((settings) => settings.consensus === 'raft' || orderersInAll(settings) >= 4, {
    path: ['orderers'],
    message: 'BFT needs 4 orderers or more: with fewer it tolerates no fault',
  });

interface OrdererSettings {
  readonly consensus: 'raft' | 'bft';
  readonly ordering: 'shared' | 'own';
  readonly organizations: number;
  /** In all with ordering `shared`; of each organization with `own`, where it may be left to the default. */
  readonly orderers?: number;
}

/** How many orderers a network is made with. */
export function orderersInAll({ consensus, ordering, organizations, orderers }: OrdererSettings): number {
  const usual = usualOrderers[consensus];
  if (ordering === 'shared') {
    return orderers ?? usual;
  }
  return orderers === undefined ? Math.max(usual, organizations) : organizations * orderers;
}

/**
 * Checks options and fills in defaults.
 *
 * @throws NetworkError `INVALID_OPTION` that names every wrong option.
 */
export function networkSettings(options: Omit<NetworkOptions, 'dir' | 'log'>): NetworkSettings {
  const { data, error } = networkSettingsSchema.safeParse(options);
  if (error !== undefined) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new NetworkError('INVALID_OPTION', `wrong network options: ${problems.join('; ')}`, { cause: error });
  }
  return data;
}

/** @throws NetworkError `INVALID_OPTION` where Fabric would refuse the name. */
export function checkChannelName(channelID: string): void {
  const { error } = channelNameSchema.safeParse(channelID);
  if (error !== undefined) {
    const problems = error.issues.map(({ message }) => message).join('; ');
    throw new NetworkError('INVALID_OPTION', `${JSON.stringify(channelID)}: ${problems}`);
  }
}

function within({ min, max }: { readonly min: number; readonly max: number }) {
  return z.int().min(min).max(max);
}
