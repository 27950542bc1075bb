// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { ShownMotion, ShownProposal } from '../../src/api/proposal-schema.js';
import { outcomeOf, type Until } from '../../src/follow/outcome-of.js';

interface Case {
  readonly statuses: readonly string[];
  readonly until: Until;
  readonly outcome: number | undefined;
  readonly reason: string;
}

const cases: readonly Case[] = [
  { statuses: ['proposed'], until: 'decided', outcome: undefined, reason: 'votes are open' },
  { statuses: ['approved'], until: 'decided', outcome: 0, reason: 'it is decided' },
  { statuses: ['approved'], until: 'committed', outcome: undefined, reason: 'agents are at work' },
  { statuses: ['acknowledged'], until: 'committed', outcome: undefined, reason: 'the commit is to come' },
  { statuses: ['committed'], until: 'decided', outcome: 0, reason: 'it is more than decided' },
  { statuses: ['rejected'], until: 'committed', outcome: 3, reason: 'it never will be' },
  { statuses: ['committed', 'proposed'], until: 'committed', outcome: undefined, reason: 'a part is open' },
  { statuses: ['committed', 'committed'], until: 'committed', outcome: 0, reason: 'every part is done' },
  { statuses: ['committed', 'expired', 'failed'], until: 'committed', outcome: 5, reason: 'a failure is the gravest' },
  { statuses: ['withdrawn', 'withdrawn'], until: 'decided', outcome: 7, reason: 'all of it was taken back' },
  { statuses: ['halted'], until: 'committed', outcome: undefined, reason: 'a status of later versions ends nothing' },
];

describe('outcomeOf', () => {
  for (const { statuses, until, outcome, reason } of cases) {
    it(`is ${outcome ?? 'open'} for ${statuses.join(', ')} until ${until}: ${reason}`, () => {
      expect(outcomeOf({ motion: motionOf(statuses), resource: { doneWhen: 'committed' }, until })).to.equal(outcome);
    });
  }

  it('takes approval for the end of what agents have nothing to do for', () => {
    const motion = motionOf(['approved']);

    expect(outcomeOf({ motion, resource: { doneWhen: 'approved' }, until: 'committed' })).to.equal(0);
  });
});

function motionOf(statuses: readonly string[]): ShownMotion {
  const proposals = statuses.map((status, index): ShownProposal => ({
    docType: 'proposal',
    ID: `a.${index}`,
    creator: 'Org1MSP',
    channelID: 'mychannel',
    status,
    time: '',
    digest: '',
    expires: '',
    electorate: { members: [], policy: {} },
    votes: [],
    receipts: [],
  }));
  return { docType: 'ballot', ID: 'a', creator: 'Org1MSP', time: '', digest: '', expires: '', proposals };
}
