// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { protoDecode, protoEncode } from '../../src/index.js';
import { decodedCases, malformedCases } from '../support/decode-cases.js';
import { hex } from '../support/hex.js';
import { malformedPath } from '../support/malformed-path.js';

describe('protoDecode', () => {
  for (const { reason, type, bytes, json } of decodedCases) {
    it(`reads ${reason}`, () => {
      expect(protoDecode(type, hex(bytes))).to.deep.equal(json);
    });
  }

  for (const { reason, type, bytes, path } of malformedCases) {
    it(`refuses ${reason}, at ${path || 'the top'}`, () => {
      expect(malformedPath(() => protoDecode(type, hex(bytes)))).to.equal(path);
    });
  }

  const group = (name: string, inner: object): object => ({ channel_group: { groups: { [name]: inner } } });
  const nowhere = [
    { reason: 'a group that Fabric does not know', json: group('Other', {}), path: 'channel_group.groups.Other' },
    {
      reason: 'a group below an organization',
      json: group('Application', { groups: { Org1: { groups: { Peers: {} } } } }),
      path: 'channel_group.groups.Application.groups.Org1.groups.Peers',
    },
    {
      reason: 'a value in the wrong group',
      json: group('Application', { values: { BatchSize: { value: 'CAE=' } } }),
      path: 'channel_group.groups.Application.values.BatchSize.value',
    },
    {
      // Found by the differential test.
      reason: 'a value, even an empty one, in Consortiums',
      json: group('Consortiums', { values: { MSP: {} } }),
      path: 'channel_group.groups.Consortiums.values.MSP',
    },
  ];
  for (const { reason, json, path } of nowhere) {
    it(`refuses ${reason}`, () => {
      // A bare group is written with any contents.
      const { channel_group: channelGroup } = json as { channel_group: object };
      const groupBytes = protoEncode('common.ConfigGroup', channelGroup);
      const config = Buffer.concat([hex('12'), varint(groupBytes.length), groupBytes]);
      expect(malformedPath(() => protoDecode('common.Config', config))).to.equal(path);
    });
  }

  it('takes a value that Fabric does not know as long as it is empty, as in a read set', () => {
    const groupBytes = protoEncode('common.ConfigGroup', { values: { Other: { version: '3' } } });
    const config = protoDecode('common.Config', Buffer.concat([hex('12'), varint(groupBytes.length), groupBytes]));
    expect(config).to.have.nested.property('channel_group.values.Other.value', null);
  });

  it('refuses a type that it does not know', () => {
    expect(malformedPath(() => protoDecode('common.Blok', hex('')))).to.equal(undefined);
  });

  it('refuses messages nested deeper than any configuration', () => {
    let bytes: Buffer = Buffer.from(hex('0801'));
    for (let depth = 0; depth < 2_000; depth += 1) {
      const gate = Buffer.concat([hex('12'), varint(bytes.length), bytes]);
      bytes = Buffer.concat([hex('12'), varint(gate.length), gate]);
    }
    expect(malformedPath(() => protoDecode('common.SignaturePolicy', bytes))).to.match(
      /^n_out_of\.rules\[0\]\.n_out_of/,
    );
  });

  it('refuses bytes that are full of empty elements, which would need many times as much memory', () => {
    expect(malformedPath(() => protoDecode('common.BlockData', Buffer.alloc(200_000, hex('0a00'))))).to.match(
      /^data\[\d+\]$/,
    );
  });
});

function varint(value: number): Buffer {
  return value < 0x80
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), varint(value >>> 7)]);
}
