// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import jspb from 'google-protobuf';
import { compareKeys } from './compare-keys.js';
import type { Version } from './ledger.js';
import { stateSpace } from './state-space.js';
import type { StateUpdates } from './state-updates.js';

export interface CommitHashInput {
  /** Of the block before; empty for block 1. */
  readonly previous: Uint8Array;
  /** The validation codes of the block, a byte each. */
  readonly flags: Uint8Array;
  /** Public and hashed writes of the block's valid transactions. */
  readonly updates: StateUpdates;
}

/**
 * The hash by which peers of a channel can tell that they have the same state: over the verdicts and writes of every
 * block so far (Fabric: `kvledger.addBlockCommitHash`, `txmgr.deterministicBytesForPubAndHashUpdates`).
 */
export function commitHash({ previous, flags, updates }: CommitHashInput): Uint8Array {
  return createHash('sha256')
    .update(varint(flags.length))
    .update(flags)
    .update(encodeUpdates(updates))
    .update(previous)
    .digest();
}

interface WriteToHash {
  readonly namespace: string;
  /** Empty for public keys. */
  readonly collection: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
  readonly version: Version;
}

/** Bytes of Fabric's internal `txmgr.Updates`: a name is only spelled out where it changes. */
function encodeUpdates(updates: StateUpdates): Uint8Array {
  const writer = new jspb.BinaryWriter();
  let last: WriteToHash | undefined;
  for (const write of orderedWrites(updates)) {
    const sameNamespace = last?.namespace === write.namespace;
    const namespace = sameNamespace ? '' : write.namespace;
    const collection = sameNamespace && last?.collection === write.collection ? '' : write.collection;
    writer.writeMessage(1, { ...write, namespace, collection }, writeWrite);
    last = write;
  }
  return writer.getResultBuffer();
}

function writeWrite(write: WriteToHash, writer: jspb.BinaryWriter): void {
  if (write.namespace !== '') {
    writer.writeString(1, write.namespace);
  }
  if (write.collection !== '') {
    writer.writeString(2, write.collection);
  }
  writer.writeBytes(3, write.key);
  if (write.value) {
    writer.writeBytes(5, write.value);
  } else {
    writer.writeBool(4, true);
  }
  writer.writeBytes(
    6,
    Buffer.concat([orderPreserving(write.version.block), orderPreserving(BigInt(write.version.transaction))]),
  );
}

/** By namespace, public keys before collections, collections by name, keys in order. */
function orderedWrites(updates: StateUpdates): WriteToHash[] {
  const places = Array.from(updates.spaces(), (space) => ({ space, ...stateSpace.parse(space) }));
  places.sort((a, b) => compareKeys(a.namespace, b.namespace) || compareKeys(a.collection, b.collection));
  return places.flatMap(({ space, namespace, collection }) =>
    [...updates.entries(space)]
      .sort(([a], [b]) => compareKeys(a, b))
      .map(([key, { value, version }]) => ({
        namespace,
        collection,
        key: Buffer.from(key, collection === '' ? 'utf8' : 'hex'),
        value: value?.value,
        version,
      })),
  );
}

/** Fabric's height encoding: how many bytes follow, then the number without leading zeros. */
function orderPreserving(value: bigint): Uint8Array {
  const hex = value === 0n ? '' : value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
    bytes.push((rest % 0x80) + 0x80);
  }
  return Uint8Array.from([...bytes, rest]);
}
