// SPDX-License-Identifier: Apache-2.0

import { configPathSchema, loadConfig, organizationConfigSchema } from '@opssc/fabric-admin';
import { z } from 'zod';

const name = z.string().regex(/^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/, 'is not a chaincode name');
const channel = z.string().regex(/^[a-z][a-z0-9.-]{0,248}$/, 'is not a channel name');
const seconds = z.number().positive().max(86_400);

/** `host:port`, with an IPv6 address in brackets. */
const listenAddress = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:]+):\d{1,5}$/, 'must be host:port')
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port <= 65_535, 'has a port above 65535');

const processSchema = z.strictObject({
  name,
  channel: channel.optional(),
  runtime: z.literal('process'),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits')
    .optional(),
  directory: configPathSchema,
  command: z.array(z.string()).min(1),
  environment: z.record(z.string().regex(/^[A-Za-z_]\w*$/, 'is not a variable name'), z.string()).default({}),
  onStop: z.enum(['stop', 'leave']).default('stop'),
});

const externalSchema = z.strictObject({ name, channel: channel.optional(), runtime: z.literal('external') });

const agentSectionSchema = z.strictObject({
  redis: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' }),
  /** Of all keys in Redis. */
  queuePrefix: z
    .string()
    .regex(/^[\w.-]+$/, 'may have letters, digits, dots, dashes and underscores')
    .default('opssc'),
  stateDir: configPathSchema,
  listen: listenAddress,
  /** Sign a channel's update when the organization has voted for it, or when the group has decided on it. */
  signOn: z.enum(['vote', 'decision']).default('vote'),
  /** Join the own peers and ordering nodes to channels that the organization belongs to. */
  joinChannels: z.boolean().default(true),
  /** Propose that members who were voted into a consortium come into its channels; people vote on it. */
  proposeEntries: z.boolean().default(true),
  installOn: z.enum(['proposal', 'vote', 'approval']).default('vote'),
  commitGraceSeconds: seconds.default(20),
  resyncSeconds: seconds.default(30),
  /** Between looks at own nodes for what the consortium's resources say of them. */
  observeNodesMinutes: z.number().positive().max(1_440).default(10),
  templateValues: z.record(z.string().regex(/^[A-Za-z_]\w*$/, 'is not a template key'), z.string()).default({}),
  /** Hosts of chaincode services beside the values above that proposals may name: the agent connects to no other. */
  chaincodeHosts: z.array(z.string().regex(/^(\*\.)?[\w.:[\]-]+$/, 'must be a host, or *.domain')).default([]),
  chaincodes: z.array(z.discriminatedUnion('runtime', [processSchema, externalSchema])).default([]),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
});

/** One organization's file: the shared sections, the agent's, and the API server's, which is not the agent's business. */
export const agentConfigSchema = organizationConfigSchema.extend({
  agent: agentSectionSchema,
  api: z.record(z.string(), z.unknown()).optional(),
});

export type AgentConfig = Readonly<z.infer<typeof agentConfigSchema>>;

/**
 * Reads and checks an organization's configuration file. Relative paths are taken from its folder.
 *
 * @throws ConfigError that lists everything that is wrong in it.
 */
export function loadAgentConfig(file: string): Promise<AgentConfig> {
  return loadConfig(file, agentConfigSchema);
}
