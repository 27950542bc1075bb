// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { parseOpsEvent } from '../../src/model/index.js';

const parse = (name: string, text: string) => parseOpsEvent(name, new TextEncoder().encode(text));

describe('parseOpsEvent', () => {
  it('reads the events of proposals and channels', () => {
    expect(parse('voted', '{"proposalID":"p1","type":"voted"}')).to.deep.equal({ type: 'voted', proposalID: 'p1' });
    expect(parse('signature', '{"proposalID":"p1","type":"signature"}')).to.deep.equal({
      type: 'signature',
      proposalID: 'p1',
    });
    expect(parse('attested', '{"channelID":"c","type":"attested"}')).to.deep.equal({
      type: 'attested',
      channelID: 'c',
    });
  });

  it('reads the events of resources', () => {
    const event = { type: 'resource', resource: 'node', resourceID: 'testing/peer0', change: 'observed' } as const;
    expect(parse('resource', JSON.stringify(event))).to.deep.equal(event);
    expect(parse('resource', JSON.stringify({ ...event, change: 'painted' }))).to.equal(undefined);
  });

  const others: readonly { readonly reason: string; readonly name: string; readonly text: string }[] = [
    { reason: 'an event of a later version', name: 'postponed', text: '{"proposalID":"p1","type":"postponed"}' },
    { reason: 'a payload that is not JSON', name: 'voted', text: 'p1' },
    { reason: 'an empty payload', name: 'voted', text: '' },
    { reason: 'a name that is not that of the payload', name: 'outcome', text: '{"proposalID":"p1","type":"voted"}' },
    { reason: 'a payload without an ID', name: 'voted', text: '{"type":"voted"}' },
  ];
  for (const { reason, name, text } of others) {
    it(`is undefined for ${reason}`, () => {
      expect(parse(name, text)).to.equal(undefined);
    });
  }
});
