// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../../codec/json-value.js';
import type { DescribeValue, ElementChange, ValueChange } from '../explanation.js';
import { fieldOf, listOf, textOf } from '../json-fields.js';
import { bftConsenterWords, raftConsenterWords } from './consenter-words.js';
import { entryChanges } from './entry-changes.js';
import { fieldChanges } from './field-changes.js';

/** The values of the orderer group. */
export const ordererValues: Readonly<Record<string, DescribeValue>> = {
  BatchSize: ({ before, after }) => fieldChanges(before, after, "the batch size's"),
  BatchTimeout: ({ before, after }) => timeoutChanges(before, after),
  ConsensusType: (change) => [...consensusChanges(change), ...stateChanges(change), ...metadataChanges(change)],
  Orderers: ({ before, after }) =>
    entryChanges(listOf(before, 'consenter_mapping'), listOf(after, 'consenter_mapping'), bftConsenterWords),
  ChannelRestrictions: ({ before, after }) => fieldChanges(before, after, "the channels' restriction's"),
};

function timeoutChanges(before: JsonValue | undefined, after: JsonValue | undefined): ElementChange[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  const what = `changes the batch timeout from ${textOf(before, 'timeout')} to ${textOf(after, 'timeout')}`;
  return [{ kind: 'changed', what, before, after }];
}

function consensusChanges({ before, after }: ValueChange): ElementChange[] {
  const [from, to] = [textOf(before, 'type'), textOf(after, 'type')];
  return from === to
    ? []
    : [{ kind: 'changed', what: `changes the consensus from ${from} to ${to}`, before: from, after: to }];
}

function stateChanges({ before, after }: ValueChange): ElementChange[] {
  const [from, to] = [textOf(before, 'state'), textOf(after, 'state')];
  if (from === to) {
    return [];
  }
  const what =
    to === 'STATE_MAINTENANCE'
      ? 'puts the ordering service into maintenance mode: it takes no transactions but changes of the configuration'
      : 'puts the ordering service back to work from maintenance mode';
  return [{ kind: 'changed', what, before: from, after: to }];
}

function metadataChanges({ before, after }: ValueChange): ElementChange[] {
  const type = textOf(after, 'type');
  if (textOf(before, 'type') !== type) {
    return [];
  }
  const [old, present] = [fieldOf(before, 'metadata'), fieldOf(after, 'metadata')];
  return type === 'etcdraft'
    ? [
        ...entryChanges(listOf(old, 'consenters'), listOf(present, 'consenters'), raftConsenterWords),
        ...fieldChanges(fieldOf(old, 'options'), fieldOf(present, 'options'), "Raft's"),
      ]
    : fieldChanges(old, present, `${type}'s`);
}
