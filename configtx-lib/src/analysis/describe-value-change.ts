// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../codec/json-value.js';
import type { DescribeValue, ElementChange, ValueChange } from './explanation.js';
import { isSameJson } from './json-fields.js';
import { base64Json, readableJson } from './readable-json.js';
import { describeAcls, describeCapabilities, describeOrdererAddresses } from './words/describe-channel-value.js';
import { organizationValues } from './words/describe-organization-value.js';
import { ordererValues } from './words/describe-orderer-value.js';
import { fieldChanges } from './words/field-changes.js';
import { groupWords } from './words/group-words.js';

/** The message of each value, by the value's name. */
const messageTypes: Readonly<Record<string, string>> = {
  ACLs: 'peer.ACLs',
  AnchorPeers: 'peer.AnchorPeers',
  BatchSize: 'orderer.BatchSize',
  BatchTimeout: 'orderer.BatchTimeout',
  BlockDataHashingStructure: 'common.BlockDataHashingStructure',
  Capabilities: 'common.Capabilities',
  ChannelRestrictions: 'orderer.ChannelRestrictions',
  ConsensusType: 'orderer.ConsensusType',
  Consortium: 'common.Consortium',
  Endpoints: 'common.OrdererAddresses',
  HashingAlgorithm: 'common.HashingAlgorithm',
  MSP: 'msp.MSPConfig',
  OrdererAddresses: 'common.OrdererAddresses',
  Orderers: 'common.Orderers',
};

const describers: Readonly<Record<string, DescribeValue>> = {
  ...ordererValues,
  ...organizationValues,
  ACLs: describeAcls,
  Capabilities: describeCapabilities,
  OrdererAddresses: describeOrdererAddresses,
};

export interface ValueBytes {
  /** Name of the group: `Orderer`, `Org1MSP`. */
  readonly owner: string;
  readonly name: string;
  /** Undefined where the value is not there. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/** The changes of a value; none if it is the same. */
export function describeValueChange({ owner, name, before, after }: ValueBytes): ElementChange[] {
  const [old, present] = [decode(name, before), decode(name, after)];
  if (isSameJson(old.json, present.json)) {
    return [];
  }
  const change = { owner, name, before: old.json, after: present.json };
  const isReadable = old.isReadable && present.isReadable;
  const changes = isReadable ? (describers[name] ?? describeFields)(change) : [];
  return changes.length > 0 ? changes : [wholeChange(change, isReadable)];
}

function describeFields({ owner, name, before, after }: ValueChange): ElementChange[] {
  return fieldChanges(before, after, `${name} of ${groupWords(owner)}:`);
}

/** For what there are no words for: a value that comes or goes, an order of entries. */
function wholeChange({ owner, name, before, after }: ValueChange, isReadable: boolean): ElementChange {
  const what = `${name} of ${groupWords(owner)}${isReadable ? '' : ', in bytes that cannot be read'}`;
  if (before === undefined) {
    return { kind: 'added', what: `sets ${what}`, ...(after === undefined ? {} : { after }) };
  }
  return after === undefined
    ? { kind: 'removed', what: `removes ${what}`, before }
    : { kind: 'changed', what: `changes ${what}`, before, after };
}

interface Decoded {
  readonly json: JsonValue | undefined;
  readonly isReadable: boolean;
}

function decode(name: string, bytes: Uint8Array | undefined): Decoded {
  if (bytes === undefined) {
    return { json: undefined, isReadable: true };
  }
  const type = messageTypes[name];
  const json = type === undefined ? undefined : readableJson(type, bytes);
  return { json: json ?? base64Json(bytes), isReadable: json !== undefined };
}
