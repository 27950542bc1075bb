// SPDX-License-Identifier: Apache-2.0

import { evaluateSignaturePolicy, type SignedData } from '@opssc/configtx';
import type { ChannelLedger } from '../../ledger/ledger.js';
import { committedDefinition, definedCollection } from '../../lifecycle/definition-of.js';
import { implicitCollection } from '../../lifecycle/implicit-collection.js';

export interface CollectionAccess {
  readonly read: boolean;
  readonly write: boolean;
}

export interface CollectionAccessOptions {
  readonly channel: ChannelLedger;
  readonly namespace: string;
  readonly collection: string;
  readonly creator: SignedData;
}

/**
 * Whether the creator of a proposal may read and write a collection: everybody may what is not for members only.
 *
 * @throws Error when the chaincode defines no such collection.
 */
export function collectionAccess(options: CollectionAccessOptions): CollectionAccess {
  const { channel, namespace, collection, creator } = options;
  // An organization's implicit collection is open to all callers; the chaincode decides.
  if (implicitCollection.mspIDOf(collection) !== undefined) {
    return { read: true, write: true };
  }
  const definition = committedDefinition(channel.state, namespace);
  const config = definition && definedCollection(definition, collection);
  if (!config) {
    throw new Error(`collection ${channel.channelID}/${namespace}/${collection} could not be found`);
  }
  const onlyRead = config.getMemberOnlyRead();
  const onlyWrite = config.getMemberOnlyWrite();
  if (!onlyRead && !onlyWrite) {
    return { read: true, write: true };
  }
  const policy = config.getMemberOrgsPolicy()?.getSignaturePolicy();
  const isMember =
    policy && evaluateSignaturePolicy({ policy, signatures: [creator], msps: channel.bundle.msps }) === undefined;
  return isMember ? { read: true, write: true } : { read: !onlyRead, write: !onlyWrite };
}
