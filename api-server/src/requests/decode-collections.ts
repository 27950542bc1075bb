// SPDX-License-Identifier: Apache-2.0

/** v0.4's names of a collection's fields, which are those of Fabric's messages, and the ones of the `peer` command. */
const fieldNames: Readonly<Record<string, string>> = {
  member_orgs_policy: 'policy',
  required_peer_count: 'requiredPeerCount',
  maximum_peer_count: 'maxPeerCount',
  block_to_live: 'blockToLive',
  member_only_read: 'memberOnlyRead',
  member_only_write: 'memberOnlyWrite',
  endorsement_policy: 'endorsementPolicy',
  signature_policy: 'signaturePolicy',
  channel_config_policy_reference: 'channelConfigPolicy',
};

/**
 * Takes a definition whose `collections` are v0.4's base64 text of a JSON array, and puts the array in its place. Any
 * other value stays as it is, for the schema to judge.
 */
export function decodeCollections(definition: unknown): unknown {
  if (typeof definition !== 'object' || definition === null || !('collections' in definition)) {
    return definition;
  }
  const { collections } = definition;
  const decoded = typeof collections === 'string' ? fromBase64Json(collections) : undefined;
  return decoded === undefined ? definition : { ...definition, collections: withKnownNames(decoded) };
}

function fromBase64Json(text: string): unknown {
  const bytes = Buffer.from(text, 'base64');
  try {
    return bytes.toString('base64') === text ? (JSON.parse(bytes.toString('utf8')) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function withKnownNames(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withKnownNames);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [fieldNames[name] ?? name, withKnownNames(field)]),
  );
}
