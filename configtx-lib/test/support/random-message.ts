// SPDX-License-Identifier: Apache-2.0

import { MessageNode, type NodeElement } from '../../src/codec/message-node.js';
import type { Field, MessageType } from '../../src/codec/message-type.js';
import { writeMessage } from '../../src/codec/write-message.js';
import type { RandomSource } from './random-source.js';

/** Of any length and alphabet, with what JSON and HTML give a meaning of their own. */
function randomText(random: RandomSource): string {
  const characters = ['a', 'Z', '0', '.', '-', '<', '>', '&', '"', '\\', '/', '\u2028', '\u2029', '\u0000', '\u001f'];
  const others = [
    '\u007f',
    '\b',
    '\f',
    '\n',
    '\r',
    '\t',
    'é',
    'ß',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '𝒳',
    '🜨',
    '__proto__',
  ];
  return Array.from({ length: random.below(5) }, () => random.pick('', ...characters, ...others)).join('');
}

/** Names that Fabric knows, which are not found by chance. */
const groupNames = ['Application', 'Orderer', 'Consortiums', 'Org1MSP', '10', '9'] as const;
const valueNames = [
  ...['MSP', 'AnchorPeers', 'Endpoints', 'Capabilities', 'ACLs', 'ConsensusType', 'BatchSize', 'BatchTimeout'],
  ...['Orderers', 'ChannelRestrictions', 'KafkaBrokers', 'HashingAlgorithm', 'BlockDataHashingStructure'],
  ...['OrdererAddresses', 'Consortium', 'ChannelCreationPolicy'],
];

export interface RandomMessageOptions {
  readonly type: MessageType;
  readonly random: RandomSource;
  /** About how many messages it may hold. */
  readonly size: number;
}

/** A random message, with random messages in its opaque bytes wherever Fabric knows what those are. */
export function randomMessage({ type, random, size }: RandomMessageOptions): MessageNode {
  const budget = { left: size };
  return messageOf(type, { random, budget });
}

interface Making {
  readonly random: RandomSource;
  readonly budget: { left: number };
}

function messageOf(type: MessageType, making: Making): MessageNode {
  const { random, budget } = making;
  budget.left -= 1;
  const message = new MessageNode(type);
  if (type.name === 'google.protobuf.Timestamp') {
    message.set(0, BigInt(random.bits()) * BigInt(random.pick(1, -14, 58)));
    message.set(1, random.pick(0, 1, 1_000, 120_000_000, 999_999_999, 123_456_000));
    return message;
  }
  const isOpaque = ({ kind }: Field): number => Number(kind.kind === 'opaque');
  // Opaque fields last: what they hold depends on the others.
  for (const field of type.fields.toSorted((one, other) => isOpaque(one) - isOpaque(other))) {
    const isTaken = type.fields.some(
      ({ oneof, index }) => oneof !== undefined && oneof === field.oneof && message.at(index) !== undefined,
    );
    if (!isTaken && !random.once(5)) {
      setField(message, field, making);
    }
  }
  return message;
}

function setField(message: MessageNode, field: Field, making: Making): void {
  const { random } = making;
  if (field.repetition === 'single') {
    message.set(field.index, elementOf({ message, field, key: '', making }));
    return;
  }
  const entries = Array.from({ length: random.below(4) }).flatMap(() => {
    const key = field.repetition === 'map' ? keyOf(message.type, field, random) : '';
    const value = elementOf({ message, field, key, making });
    return value === undefined ? [] : [[key, value] as const];
  });
  message.set(field.index, field.repetition === 'map' ? new Map(entries) : entries.map(([, value]) => value));
}

function keyOf(type: MessageType, field: Field, random: RandomSource): string {
  if (type.name !== 'common.ConfigGroup' || field.name === 'policies') {
    return randomText(random);
  }
  return field.name === 'groups' ? random.pick(...groupNames) : random.pick('', ...valueNames);
}

interface ElementOptions {
  readonly message: MessageNode;
  readonly field: Field;
  readonly key: string;
  readonly making: Making;
}

/** Undefined if Fabric knows nothing that could be there, or the message has become large enough. */
function elementOf({ message, field: { name, kind }, key, making }: ElementOptions): NodeElement | undefined {
  const { random, budget } = making;
  switch (kind.kind) {
    case 'bool':
      return random.once(2);
    case 'string':
      return message.type.name === 'orderer.ConsensusType'
        ? random.pick('etcdraft', 'BFT', 'solo')
        : randomText(random);
    case 'bytes':
      return random.bytes(12);
    case 'int32':
      // Types told by number are known up to 4.
      return name === 'type' ? random.below(5) : random.pick(random.bits() | 0, 0, 1, -1, 2 ** 31 - 1, -(2 ** 31));
    case 'uint32':
      return random.pick(random.bits(), 0, 1, 2 ** 32 - 1);
    case 'int64':
      return random.pick(BigInt(random.bits()) ** 2n / 2n, 0n, -1n, -(2n ** 63n), 2n ** 63n - 1n);
    case 'uint64':
      return random.pick(BigInt(random.bits()) ** 2n, 0n, 1n, 2n ** 53n + 1n, 2n ** 64n - 1n);
    case 'enum':
      // Also a number without a name; configtxlator ends in a panic for a data model that is not KV.
      return name === 'data_model' ? 0 : random.below(Object.keys(kind.numbers).length + 1);
    case 'message':
    case 'opaque': {
      const type = budget.left > 0 ? kind.resolve(message, key) : undefined;
      const inner = type && messageOf(type, making);
      return kind.kind === 'opaque' && inner ? writeMessage(inner) : inner;
    }
  }
}
