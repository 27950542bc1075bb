// SPDX-License-Identifier: Apache-2.0

import {
  certificateFileSchema,
  configPathSchema,
  loadConfig,
  organizationConfigSchema,
  privateKeyFileSchema,
} from '@opssc/fabric-admin';
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

const redisTlsSchema = z.strictObject({
  /** Of the server; default: the CAs that Node trusts. */
  ca: certificateFileSchema.optional(),
  /** Of the agent, where the server asks for one. */
  certificate: certificateFileSchema.optional(),
  privateKey: privateKeyFileSchema.optional(),
  /** Where the certificate has another host than the URL. */
  serverName: z.string().min(1).optional(),
});

const tlsSchema = z.strictObject({
  certificate: certificateFileSchema,
  privateKey: privateKeyFileSchema,
  /** Whose clients may see conditions and metrics; default: everybody who reaches the address. */
  clientCA: z.array(certificateFileSchema).min(1).optional(),
});

const agentSectionSchema = z.strictObject({
  redis: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' }),
  redisTls: redisTlsSchema.optional(),
  /** A file with the password and nothing else, in place of one in the URL. */
  redisPasswordFile: configPathSchema.optional(),
  /** Of all keys in Redis. */
  queuePrefix: z
    .string()
    .regex(/^[\w.-]+$/, 'may have letters, digits, dots, dashes and underscores')
    .default('opssc'),
  stateDir: configPathSchema,
  listen: listenAddress,
  /** Without it, health and metrics are on HTTP. */
  tls: tlsSchema.optional(),
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

function checkRedis({ redis, redisTls, redisPasswordFile }: AgentSection, context: z.RefinementCtx): void {
  const problem = (path: readonly string[], message: string): void => {
    context.addIssue({ code: 'custom', path: [...path], message });
  };
  if (redisTls !== undefined && !redis.startsWith('rediss:')) {
    problem(['redisTls'], 'needs a rediss:// URL in redis');
  }
  if ((redisTls?.certificate === undefined) !== (redisTls?.privateKey === undefined)) {
    problem(['redisTls'], 'must have both certificate and privateKey, or neither');
  }
  if (redisPasswordFile !== undefined && new URL(redis).password !== '') {
    problem(['redisPasswordFile'], 'is one password too many: the URL has one');
  }
}

/** One organization's file: the shared sections, the agent's, and the API server's, which is not the agent's business. */
export const agentConfigSchema = organizationConfigSchema.extend({
  agent: agentSectionSchema.superRefine(checkRedis),
  api: z.record(z.string(), z.unknown()).optional(),
});

type AgentSection = z.infer<typeof agentSectionSchema>;

export type AgentConfig = Readonly<z.infer<typeof agentConfigSchema>>;

/**
 * Reads and checks an organization's configuration file. Relative paths are taken from its folder.
 *
 * @throws ConfigError that lists everything that is wrong in it.
 */
export function loadAgentConfig(file: string): Promise<AgentConfig> {
  return loadConfig(file, agentConfigSchema);
}
