// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { CollectionConfig } from '../proposal.js';
import { parseSignaturePolicyText, type SignaturePolicyNode } from '../signature-policy-text.js';
import { channelPolicyPathSchema } from './channel-policy-path-schema.js';
import { collectionNameSchema } from './fabric-name-schemas.js';
import { signaturePolicySchema } from './signature-policy-schema.js';

/** Fabric's rule (`core/chaincode/lifecycle`, validateSpOrConcat): a member policy only lists who is a member. */
const memberPolicySchema = signaturePolicySchema.refine((text) => isListOfMembers(text), {
  message: 'must have OR only: it lists the members of the collection',
});

const peerCountSchema = z.int32('must be a whole number').min(0, 'must not be negative');

const endorsementPolicySchema = z
  .strictObject({
    signaturePolicy: signaturePolicySchema.exactOptional(),
    channelConfigPolicy: channelPolicyPathSchema.exactOptional(),
  })
  .refine(
    ({ signaturePolicy, channelConfigPolicy }) =>
      (signaturePolicy === undefined) !== (channelConfigPolicy === undefined),
    'must have one of signaturePolicy and channelConfigPolicy',
  );

/** One collection, with the defaults of Fabric's `--collections-config` file. */
export const collectionConfigSchema = z
  .strictObject({
    name: collectionNameSchema,
    policy: memberPolicySchema,
    requiredPeerCount: peerCountSchema.default(0),
    maxPeerCount: peerCountSchema.default(0),
    blockToLive: z.int('must be a whole number').min(0, 'must not be negative').default(0),
    memberOnlyRead: z.boolean('must be true or false').default(false),
    memberOnlyWrite: z.boolean('must be true or false').default(false),
    endorsementPolicy: endorsementPolicySchema.exactOptional(),
  })
  .refine(({ requiredPeerCount, maxPeerCount }) => maxPeerCount >= requiredPeerCount, {
    message: 'must not be less than requiredPeerCount',
    path: ['maxPeerCount'],
  }) satisfies z.ZodType<CollectionConfig>;

function isListOfMembers(text: string): boolean {
  const isList = (policy: SignaturePolicyNode): boolean =>
    policy.type === 'principal' || (policy.n === 1 && policy.rules.every(isList));
  try {
    return isList(parseSignaturePolicyText(text));
  } catch {
    return true; // signaturePolicySchema says what is wrong with it.
  }
}
