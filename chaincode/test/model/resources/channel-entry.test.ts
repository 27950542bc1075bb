// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { channelEntries, type EnvironmentView, type MembershipView, proposalIDSchema } from '../../../src/index.js';

const definition = { name: 'Org2', msp: { mspID: 'Org2MSP' } };
const membership = {
  consortiumID: 'supply',
  mspID: 'Org2MSP',
  term: 1,
  state: 'voted-in',
  definition,
} as unknown as MembershipView;
const environments = [
  { environmentID: 'testing', state: 'open', channels: ['goods', 'prices'] },
  { environmentID: 'old', state: 'closed', channels: ['archive'] },
] as unknown as readonly EnvironmentView[];
const channels = ['archive', 'goods', 'other', 'prices'].map((channelID) => ({ channelID, members: ['Org1MSP'] }));

describe('channelEntries', () => {
  const entriesOf = (changes: Partial<MembershipView>) =>
    channelEntries({ ...membership, ...changes }, environments, channels);

  it('are one for each channel of open environments, with an ID that anybody would give it', () => {
    const entries = entriesOf({});

    expect(entries?.map(({ proposalID }) => proposalID)).to.deep.equal([
      'enter.1.supply.Org2MSP.goods',
      'enter.1.supply.Org2MSP.prices',
    ]);
    expect(entries?.[0]?.operation).to.deep.equal({ operation: 'set-organization', ...definition });
  });

  it('leave out channels that the organization is on', () => {
    const goods = { channelID: 'goods', members: ['Org1MSP', 'Org2MSP'] };

    expect(channelEntries(membership, environments, [goods])).to.deep.equal([]);
  });

  it('are others in another term', () => {
    expect(entriesOf({ term: 2 })?.[0]?.proposalID).to.equal('enter.2.supply.Org2MSP.goods');
  });

  it('have IDs that proposals can have, however long the names are', () => {
    const [one, two] = entriesOf({ consortiumID: 'c'.repeat(64) }) ?? [];

    for (const entry of [one, two]) {
      expect(proposalIDSchema.safeParse(entry?.proposalID).success).to.equal(true);
    }
    expect(one?.proposalID).not.to.equal(two?.proposalID);
  });

  it('do nothing but bring it in, whatever its definition says', () => {
    const sly = { ...definition, operation: 'remove-organization' };

    expect(entriesOf({ definition: sly })?.[0]?.operation).to.include({ operation: 'set-organization' });
  });

  for (const { reason, changes } of [
    { reason: 'the members have not voted on', changes: { state: 'accepted' } },
    { reason: 'is suspended', changes: { state: 'suspended' } },
    { reason: "speaks of another's MSP", changes: { definition: { msp: { mspID: 'Org1MSP' } } } },
    { reason: 'has an empty definition', changes: { definition: {} } },
  ] as const) {
    it(`are none for a membership that ${reason}`, () => {
      expect(entriesOf(changes)).to.equal(undefined);
    });
  }
});
