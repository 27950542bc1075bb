// SPDX-License-Identifier: Apache-2.0

import type { CcaasPackage, ChaincodeDefinition, SetChannelState, UpdateChannel } from '@opssc/chaincode/model';
import { z } from 'zod';

const text = (message = 'must be text') => z.string(message).min(1, 'must not be empty');
const flag = z.boolean('must be true or false');
const count = z.int('must be a whole number').min(0, 'must not be negative');
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal characters');

/** What can stand in every document beside what is proposed. */
const proposalOptions = {
  description: text().exactOptional(),
  /** Stricter than what the channel asks for; the server knows its forms. */
  policy: z.unknown().exactOptional(),
  expires: z.iso.datetime({ offset: true, message: 'must be a time such as 2030-01-31T12:00:00Z' }).exactOptional(),
  /** From the time of the proposal on: for manifests that are kept. */
  expiresIn: z
    .string()
    .regex(/^[1-9]\d{0,4}[smhd]$/, 'must be a duration such as 90m, 12h or 3d')
    .exactOptional(),
  vote: flag.exactOptional(),
};

const packageSchema = z.strictObject({
  type: z.literal('ccaas', 'must be ccaas').default('ccaas'),
  label: text().exactOptional(),
  connection: z.strictObject({
    address: text(),
    dial_timeout: text().default('10s'),
    tls_required: flag.default(false),
    client_auth_required: flag.exactOptional(),
    root_cert: text().exactOptional(),
    client_key: text().exactOptional(),
    client_cert: text().exactOptional(),
  }),
  digest: z.strictObject({ image: digest.exactOptional(), source: digest.exactOptional() }).exactOptional(),
}) satisfies z.ZodType<Omit<CcaasPackage, 'label'>>;

const collectionSchema = z.strictObject({
  name: text(),
  policy: text(),
  requiredPeerCount: count.default(0),
  maxPeerCount: count.default(0),
  blockToLive: count.default(0),
  memberOnlyRead: flag.default(false),
  memberOnlyWrite: flag.default(false),
  endorsementPolicy: z
    .strictObject({ signaturePolicy: text().exactOptional(), channelConfigPolicy: text().exactOptional() })
    .exactOptional(),
});

const definitionSchema = z.strictObject({
  sequence: z.never('must be left out: it is the one after what is committed').exactOptional(),
  version: text('must be text, in quotes: "1.0"').exactOptional(),
  initRequired: flag.default(false),
  endorsementPlugin: text().default('escc'),
  validationPlugin: text().default('vscc'),
  validationParameter: text().exactOptional(),
  signaturePolicy: text().exactOptional(),
  collections: z.array(collectionSchema).exactOptional(),
}) satisfies z.ZodType<Omit<ChaincodeDefinition, 'sequence' | 'version'>>;

const deployChaincodeSchema = z.strictObject({
  kind: z.literal('deploy-chaincode'),
  channelID: text(),
  chaincodeName: text(),
  chaincodePackage: packageSchema,
  chaincodeDefinition: definitionSchema.prefault({}),
  ...proposalOptions,
});

const operationSchema = z.looseObject({ operation: text() }) satisfies z.ZodType<UpdateChannel['operations'][number]>;

const updateChannelSchema = z
  .strictObject({
    kind: z.literal('update-channel'),
    channelID: text().exactOptional(),
    channelIDs: z.array(text()).min(1, 'must have a channel').exactOptional(),
    operations: z.array(operationSchema).min(1, 'must have an operation'),
    ...proposalOptions,
  })
  .refine(({ channelID, channelIDs }) => (channelID === undefined) !== (channelIDs === undefined), {
    message: 'must be given, or channelIDs in its place',
    path: ['channelID'],
  });

const createChannelSchema = z.strictObject({
  kind: z.literal('create-channel'),
  channelID: text(),
  /** In the vocabulary of `configtx.yaml`. */
  profile: z.record(z.string(), z.unknown()),
  ...proposalOptions,
});

const setChannelStateSchema = z.strictObject({
  kind: z.literal('set-channel-state'),
  channelID: text(),
  state: z.enum(['application', 'disabled'] satisfies SetChannelState['state'][], 'must be application or disabled'),
  ...proposalOptions,
});

const policyChangeSchema = z.strictObject({
  scope: text(),
  /** In its text form, or as a tree; the server reads both. */
  policy: z.union([text(), z.looseObject({ type: text() })], 'must be a policy, such as MAJORITY').exactOptional(),
  votingSeconds: count.exactOptional(),
  graceSeconds: count.exactOptional(),
  repeal: z.literal(true, 'must be true, or absent').exactOptional(),
});

const governanceSchema = z.strictObject({
  kind: z.literal('governance'),
  changes: z.array(policyChangeSchema).min(1, 'must have a change'),
  ...proposalOptions,
});

/**
 * One document of a manifest: what shall hold, under the names that the ledger has for it. Shapes and unknown fields are
 * judged here; whether names and policies are what Fabric takes is the server's to say.
 */
export const manifestSchema = z.discriminatedUnion('kind', [
  deployChaincodeSchema,
  updateChannelSchema,
  createChannelSchema,
  setChannelStateSchema,
  governanceSchema,
]);

export type ManifestBody = z.output<typeof manifestSchema>;
export type ChaincodeManifest = z.output<typeof deployChaincodeSchema>;
export type UpdateManifest = z.output<typeof updateChannelSchema>;
export type CreationManifest = z.output<typeof createChannelSchema>;
export type GovernanceManifest = z.output<typeof governanceSchema>;
export type StateManifest = z.output<typeof setChannelStateSchema>;
