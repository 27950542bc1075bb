// SPDX-License-Identifier: Apache-2.0

import type { CommittedDefinition } from '@opssc/fabric-admin';
import { z } from 'zod';

/**
 * A `protos.CollectionConfigPackage` as JSON in the field names of its .proto file, as v0.4 answered: fields with their
 * default value are left out, 64-bit numbers are text, bytes are base64.
 */
export const collectionPackageSchema = z
  .strictObject({ config: z.array(z.record(z.string(), z.unknown())).exactOptional() })
  .meta({ description: 'A `protos.CollectionConfigPackage` as JSON; `{}` when there are no collections.' });

type CollectionPackage = NonNullable<CommittedDefinition['collections']>;
type StaticCollection = NonNullable<
  ReturnType<ReturnType<CollectionPackage['getConfigList']>[number]['getStaticCollectionConfig']>
>;
type SignaturePolicyEnvelope = NonNullable<
  ReturnType<NonNullable<ReturnType<StaticCollection['getMemberOrgsPolicy']>>['getSignaturePolicy']>
>;
type SignatureRule = NonNullable<ReturnType<SignaturePolicyEnvelope['getRule']>>;

export function collectionPackageView(
  collections: CollectionPackage | undefined,
): z.output<typeof collectionPackageSchema> {
  const config = (collections?.getConfigList() ?? []).flatMap((entry) => entry.getStaticCollectionConfig() ?? []);
  return config.length === 0
    ? {}
    : { config: config.map((collection) => ({ static_collection_config: collectionView(collection) })) };
}

function collectionView(collection: StaticCollection): Record<string, unknown> {
  const members = collection.getMemberOrgsPolicy()?.getSignaturePolicy();
  const blockToLive = collection.getBlockToLive();
  return {
    name: collection.getName(),
    ...(members !== undefined && { member_orgs_policy: { signature_policy: envelopeView(members) } }),
    ...withoutDefaults({
      required_peer_count: collection.getRequiredPeerCount(),
      maximum_peer_count: collection.getMaximumPeerCount(),
      block_to_live: blockToLive === 0 ? '' : String(blockToLive),
      member_only_read: collection.getMemberOnlyRead(),
      member_only_write: collection.getMemberOnlyWrite(),
    }),
    ...endorsementPolicyView(collection),
  };
}

function endorsementPolicyView(collection: StaticCollection): Record<string, unknown> {
  const policy = collection.getEndorsementPolicy();
  if (policy === undefined) {
    return {};
  }
  const signaturePolicy = policy.getSignaturePolicy();
  return {
    endorsement_policy: {
      ...(signaturePolicy !== undefined && { signature_policy: envelopeView(signaturePolicy) }),
      ...withoutDefaults({ channel_config_policy_reference: policy.getChannelConfigPolicyReference() }),
    },
  };
}

function envelopeView(envelope: SignaturePolicyEnvelope): Record<string, unknown> {
  const rule = envelope.getRule();
  return {
    ...withoutDefaults({ version: envelope.getVersion() }),
    ...(rule !== undefined && { rule: ruleView(rule) }),
    identities: envelope.getIdentitiesList().map((principal) => ({
      ...withoutDefaults({ principal_classification: principal.getPrincipalClassification() }),
      principal: principal.getPrincipal_asB64(),
    })),
  };
}

function ruleView(rule: SignatureRule): Record<string, unknown> {
  const combination = rule.getNOutOf();
  return combination === undefined
    ? { signed_by: rule.getSignedBy() }
    : { n_out_of: { n: combination.getN(), rules: combination.getRulesList().map(ruleView) } };
}

function withoutDefaults(fields: Readonly<Record<string, string | number | boolean>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== 0 && value !== false),
  );
}
