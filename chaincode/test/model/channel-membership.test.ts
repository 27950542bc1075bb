// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { type Attestation, channelMembership } from '../../src/model/index.js';
import { created } from '../support/facts.js';

/** `A3:ABC`: A attests the members A, B and C at sequence 3. */
function attestations(text: string): readonly Attestation[] {
  return text.split(' ').map((item) => {
    const [, mspID = '', sequence = '', members = ''] = /^(\w)(\d+):(\w+)$/.exec(item) ?? [];
    return {
      channelID: 'mychannel',
      mspID,
      members: Array.from(members),
      configSequence: Number(sequence),
      time: created,
    };
  });
}

describe('channelMembership', () => {
  const cases: readonly { readonly reason: string; readonly text: string; readonly expected: string | undefined }[] = [
    { reason: 'one of one', text: 'A1:A', expected: '1:A' },
    { reason: 'half of the members is no majority', text: 'A1:AB', expected: undefined },
    { reason: 'two of three', text: 'A1:ABC B1:ABC', expected: '1:ABC' },
    { reason: 'the newer one that a majority shares', text: 'A2:ABCD B2:ABCD C2:ABCD D1:ABC', expected: '2:ABCD' },
    { reason: 'the older one while the newer has no majority', text: 'A2:ABCD B1:ABC C1:ABC', expected: '1:ABC' },
    {
      reason: 'the older one while a change of something else becomes known',
      text: 'A2:ABCD B2:ABCD C1:ABCD D1:ABCD',
      expected: '1:ABCD',
    },
    { reason: 'the newest that a majority has reached', text: 'A3:ABC B2:ABC C1:ABC', expected: '2:ABC' },
    { reason: 'neither', text: 'A2:ABCD B2:ABCD C1:ABC', expected: undefined },
    { reason: 'strangers do not attest', text: 'A1:ABC X1:ABC Y1:ABC', expected: undefined },
    { reason: 'different members at one sequence do not add up', text: 'A1:ABC B1:ABD', expected: undefined },
    {
      reason: 'no stranger takes the channel over with a higher sequence',
      text: 'X9:X A1:ABC B1:ABC',
      expected: '1:ABC',
    },
    {
      reason: 'nor do several, while more members attest',
      text: 'X9:AXY Y9:AXY A1:ABC B1:ABC C1:ABC',
      expected: '1:ABC',
    },
    { reason: 'a stranger that a member vouches for', text: 'X2:ABCX A2:ABCX B2:ABCX C1:ABC', expected: '2:ABCX' },
    { reason: 'one remains of several, the others not having noticed', text: 'C2:C A1:ABC B1:ABC', expected: '2:C' },
    { reason: 'a member left, and says nothing more', text: 'A2:AB B2:AB C1:ABC', expected: '2:AB' },
    {
      reason: 'many joined before the former members noticed',
      text: 'C2:ABCDE D2:ABCDE E2:ABCDE A1:AB B1:AB',
      expected: '2:ABCDE',
    },
    { reason: 'as many attest either: the newer', text: 'A1:A X2:X', expected: '2:X' },
    { reason: 'the larger membership at one sequence', text: 'D1:D A1:ABC B1:ABC', expected: '1:ABC' },
  ];
  for (const { reason, text, expected } of cases) {
    it(`is ${expected ?? 'undefined'}: ${reason}`, () => {
      const membership = channelMembership(attestations(text));

      expect(membership && `${membership.configSequence}:${membership.members.join('')}`).to.equal(expected);
    });
  }

  it('is undefined without attestations', () => {
    expect(channelMembership([])).to.equal(undefined);
  });

  it('is never changed by organizations that are not among more members who agree', () => {
    const sequence = fc.integer({ min: 0, max: 99 });
    const strangers = fc.array(
      fc.record({ mspID: fc.constantFrom('X', 'Y'), members: fc.subarray(['A', 'B', 'C', 'X', 'Y']), sequence }),
      { maxLength: 2 },
    );
    fc.assert(
      fc.property(sequence, strangers, (own, claims) => {
        const honest = attestations(['A', 'B', 'C'].map((mspID) => `${mspID}${own}:ABC`).join(' '));
        const lies = claims
          .filter(({ mspID, members }) => members.includes(mspID))
          .flatMap((claim) => attestations(`${claim.mspID}${claim.sequence}:${claim.members.join('')}`));

        expect(channelMembership([...lies, ...honest])).to.deep.equal(channelMembership(honest));
      }),
    );
  });

  it('does not depend on the order of the attestations', () => {
    const shuffled = fc
      .array(fc.constantFrom(...attestations('A2:ABC B2:ABC C1:ABC A1:A D9:D D2:DE E2:DE B1:BC C1:BC')))
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([some, others]) => {
        expect(channelMembership(others)).to.deep.equal(channelMembership(some));
      }),
    );
  });
});
