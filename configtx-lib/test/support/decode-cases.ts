// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../../src/index.js';

interface Bytes {
  readonly reason: string;
  readonly type: string;
  /** In hexadecimal, with spaces to read them by. */
  readonly bytes: string;
}

export interface DecodedCase extends Bytes {
  readonly json: JsonValue;
}

export interface MalformedCase extends Bytes {
  /** Of the element that is refused. */
  readonly path: string;
}

/** Bytes, in hexadecimal, and the JSON that configtxlator gives for them. */
export const decodedCases: readonly DecodedCase[] = [
  {
    reason: 'nothing but defaults',
    type: 'common.Block',
    bytes: '',
    json: { data: null, header: null, metadata: null },
  },
  { reason: 'the last of several values', type: 'common.LastConfig', bytes: '0801 0802', json: { index: '2' } },
  { reason: 'a field that is not known', type: 'common.LastConfig', bytes: '5203616263 0802', json: { index: '2' } },
  {
    reason: 'a group, which is passed over',
    type: 'common.LastConfig',
    bytes: '13 0801 14 0802',
    json: { index: '2' },
  },
  {
    reason: 'another wire type, which is passed over',
    type: 'common.LastConfig',
    bytes: '0a03616263',
    json: { index: '0' },
  },
  {
    reason: 'a number of 64 bits',
    type: 'common.LastConfig',
    bytes: '08ffffffffffffffffff01',
    json: { index: '18446744073709551615' },
  },
  {
    reason: 'the longest form of a number',
    type: 'common.LastConfig',
    bytes: '0881808080808080808000',
    json: { index: '1' },
  },
  {
    reason: 'the longest form of a length',
    type: 'orderer.BatchTimeout',
    bytes: '0a81808080808080808000 61',
    json: { timeout: 'a' },
  },
  {
    reason: 'a longer form of a number than needed',
    type: 'common.LastConfig',
    bytes: '08818000',
    json: { index: '1' },
  },
  {
    reason: 'a negative number',
    type: 'protos.AnchorPeer',
    bytes: '10ffffffffffffffffff01',
    json: { host: '', port: -1 },
  },
  {
    reason: 'a number without a name',
    type: 'common.ImplicitMetaPolicy',
    bytes: '1011',
    json: { rule: 17, sub_policy: '' },
  },
  { reason: 'a byte order mark', type: 'orderer.BatchTimeout', bytes: '0a03efbbbf', json: { timeout: '\ufeff' } },
  {
    reason: 'packed numbers',
    type: 'etcdraft.BlockMetadata',
    bytes: '0a0301ac02',
    json: { consenter_ids: ['1', '300'], next_consenter_id: '0', raft_index: '0' },
  },
  {
    reason: 'numbers that are not packed',
    type: 'etcdraft.BlockMetadata',
    bytes: '0801 08ac02',
    json: { consenter_ids: ['1', '300'], next_consenter_id: '0', raft_index: '0' },
  },
  {
    reason: 'the last of a oneof',
    type: 'common.SignaturePolicy',
    bytes: '0801 1200',
    json: { n_out_of: { n: 0, rules: [] } },
  },
  { reason: 'none of a oneof', type: 'common.SignaturePolicy', bytes: '', json: {} },
  { reason: 'zero in a oneof', type: 'common.SignaturePolicy', bytes: '0800', json: { signed_by: 0 } },
  {
    reason: 'a message in two pieces',
    type: 'msp.SigningIdentityInfo',
    bytes: '12030a0161 1203120162',
    json: { public_signer: '', private_signer: { key_identifier: 'a', key_material: 'Yg==' } },
  },
  {
    reason: 'the last of two entries of a key',
    type: 'protos.ACLs',
    bytes: '0a080a01611203 0a0162 0a080a01611203 0a0163',
    json: { acls: { a: { policy_ref: 'c' } } },
  },
  {
    reason: 'an entry without key and value',
    type: 'protos.ACLs',
    bytes: '0a00',
    json: { acls: { '': { policy_ref: '' } } },
  },
  { reason: 'opaque bytes that are not there', type: 'common.Policy', bytes: '0802', json: { type: 2, value: null } },
  {
    reason: 'a time before 1970',
    type: 'common.ChannelHeader',
    bytes: '1a0f08ffffffffffffffffff0110c0843d',
    json: {
      type: 0,
      version: 0,
      timestamp: '1969-12-31T23:59:59.001Z',
      channel_id: '',
      tx_id: '',
      epoch: '0',
      extension: null,
      tls_cert_hash: '',
    },
  },
  {
    reason: 'consensus that Fabric has no metadata for',
    type: 'orderer.ConsensusType',
    bytes: '0a04736f6c6f 12020801',
    json: { type: 'solo', metadata: {}, state: 'STATE_NORMAL' },
  },
];

/** Bytes, in hexadecimal, that configtxlator refuses as well. */
export const malformedCases: readonly MalformedCase[] = [
  { reason: 'the end within a tag', type: 'common.LastConfig', bytes: '88', path: '' },
  { reason: 'the end within a number', type: 'common.LastConfig', bytes: '0880', path: '' },
  { reason: 'a number of more than 64 bits', type: 'common.LastConfig', bytes: '08ffffffffffffffffff02', path: '' },
  { reason: 'a number without an end', type: 'common.LastConfig', bytes: '08ffffffffffffffffffffff01', path: '' },
  { reason: 'field 0', type: 'common.LastConfig', bytes: '0001', path: '' },
  { reason: 'a field number that cannot be', type: 'common.LastConfig', bytes: '80808080 1001', path: '' },
  { reason: 'more bytes announced than there are', type: 'common.Block', bytes: '0a05 0801', path: '' },
  { reason: 'a huge length', type: 'common.Block', bytes: '0affffffffffffffffff01', path: '' },
  { reason: 'a group without an end', type: 'common.LastConfig', bytes: '130801', path: '' },
  { reason: 'the end of another group', type: 'common.LastConfig', bytes: '131c', path: '' },
  { reason: 'the end of no group', type: 'common.LastConfig', bytes: '14', path: '' },
  { reason: 'an unknown way to write a field', type: 'common.LastConfig', bytes: '0f', path: '' },
  { reason: 'half of a fixed number', type: 'common.LastConfig', bytes: '1101020304', path: '' },
  { reason: 'a text that is not UTF-8', type: 'orderer.BatchTimeout', bytes: '0a01ff', path: 'timeout' },
  { reason: 'a key that is not UTF-8', type: 'protos.ACLs', bytes: '0a030a01ff', path: 'acls' },
  { reason: 'an inner message', type: 'common.Block', bytes: '0a020880', path: 'header' },
  { reason: 'an element of a list', type: 'common.BlockData', bytes: '0a00 0a0108', path: 'data[1]' },
  { reason: 'an entry of a map', type: 'protos.ACLs', bytes: '0a080a01611203 0a0261', path: 'acls.a' },
  { reason: 'a policy of a type without a form', type: 'common.Policy', bytes: '0802 12020801', path: 'value' },
  { reason: 'a payload without a header', type: 'common.Payload', bytes: '12020801', path: 'data' },
  {
    reason: 'a time beyond the year 9999',
    type: 'common.ChannelHeader',
    bytes: '1a0608808080808020',
    path: 'timestamp',
  },
  {
    reason: 'more than a second of nanoseconds',
    type: 'common.ChannelHeader',
    bytes: '1a06108094ebdc03',
    path: 'timestamp',
  },
];
