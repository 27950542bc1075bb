// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalJson, type Decision, transactions, type VoteStatus } from '../../src/index.js';
import { updateBody } from '../support/bodies.js';
import { OpsChannel, type Simulation } from '../support/ops-channel.js';

const proposer = 'Org1MSP';
const organizations = [proposer, 'Org2MSP', 'Org3MSP', 'Org4MSP', 'Org5MSP'];
const runs = { numRuns: 40 };

/** The members of each channel; the proposer is in all of them. */
const electoratesArbitrary = fc
  .array(fc.subarray(organizations.slice(1)), { minLength: 2, maxLength: 4 })
  .map((channels) => channels.map((others) => [proposer, ...others]));

interface Ballot {
  readonly electorates: readonly (readonly string[])[];
  /** In the order in which they are cast; only of organizations that may vote. */
  readonly votes: readonly (readonly [mspID: string, status: VoteStatus])[];
}

const ballotArbitrary: fc.Arbitrary<Ballot> = electoratesArbitrary.chain((electorates) =>
  fc.record({
    electorates: fc.constant(electorates),
    votes: fc
      .shuffledSubarray(organizations.filter((mspID) => electorates.some((members) => members.includes(mspID))))
      .chain((voters) =>
        fc.tuple(
          ...voters.map((mspID) => fc.tuple(fc.constant(mspID), fc.constantFrom<VoteStatus>('agreed', 'disagreed'))),
        ),
      ),
  }),
);

async function propose(electorates: Ballot['electorates']): Promise<OpsChannel> {
  const channel = new OpsChannel();
  for (const [index, members] of electorates.entries()) {
    await channel.attest(`channel${index}`, members);
  }
  const bodies = electorates.map((_, index) => updateBody(`channel${index}`));
  await channel.client({ mspID: proposer }).propose({ id: 'b1', bodies, vote: false });
  return channel;
}

async function simulateVotes(channel: OpsChannel, votes: Ballot['votes']): Promise<readonly Simulation[]> {
  const { digest } = (await channel.ballot('b1')).ballot;
  return Promise.all(
    votes.map(([mspID, status]) =>
      channel.simulate(transactions.vote, canonicalJson({ id: 'b1', status, digest }), { mspID }),
    ),
  );
}

/** A majority, counted by hand. */
function majority(members: readonly string[], votes: Ballot['votes']): Decision {
  const count = (status: VoteStatus) =>
    votes.filter(([mspID, own]) => own === status && members.includes(mspID)).length;
  if (count('agreed') * 2 > members.length) {
    return 'approved';
  }
  return (members.length - count('disagreed')) * 2 > members.length ? 'proposed' : 'rejected';
}

describe('votes on a ballot', () => {
  it('decide each part by those of its own electorate alone', async () => {
    await fc.assert(
      fc.asyncProperty(ballotArbitrary, async ({ electorates, votes }) => {
        const channel = await propose(electorates);
        for (const [mspID, status] of votes) {
          await channel.voteOnBallot(mspID, 'b1', status);
        }

        expect(await channel.decisions('b1')).to.deep.equal(electorates.map((members) => majority(members, votes)));
      }),
      runs,
    );
  });

  it('change no part when organizations outside its electorate say the opposite', async () => {
    await fc.assert(
      fc.asyncProperty(ballotArbitrary, fc.nat(), async ({ electorates, votes }, some) => {
        const part = some % electorates.length;
        const others = votes.map(
          ([mspID, status]) =>
            [
              mspID,
              electorates[part]?.includes(mspID) === true ? status : status === 'agreed' ? 'disagreed' : 'agreed',
            ] as const,
        );
        const decisions = await Promise.all(
          [votes, others].map(async (cast) => {
            const channel = await propose(electorates);
            channel.ledger.commitBlock((await simulateVotes(channel, cast)).map(({ readWriteSet }) => readWriteSet));
            return (await channel.decisions('b1'))[part];
          }),
        );

        expect(decisions[1]).to.equal(decisions[0]);
      }),
      runs,
    );
  });

  it('never conflict in one block, and give the same decisions in every order', async () => {
    const shuffled = ballotArbitrary.chain((ballot) =>
      fc.tuple(fc.constant(ballot), fc.shuffledSubarray([...ballot.votes], { minLength: ballot.votes.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([{ electorates, votes }, reordered]) => {
        const decisions = await Promise.all(
          [votes, reordered].map(async (cast) => {
            const channel = await propose(electorates);
            const block = (await simulateVotes(channel, cast)).map(({ readWriteSet }) => readWriteSet);
            expect(channel.ledger.commitBlock(block)).to.deep.equal(cast.map(() => 'VALID'));
            return channel.decisions('b1');
          }),
        );

        expect(decisions[1]).to.deep.equal(decisions[0]);
      }),
      runs,
    );
  });

  it('write one key each that no other reads, and read nothing else that ever changes', async () => {
    await fc.assert(
      fc.asyncProperty(ballotArbitrary, async ({ electorates, votes }) => {
        const channel = await propose(electorates);
        const simulations = await simulateVotes(channel, votes);

        simulations.forEach(({ readWriteSet: { reads, ranges, writes } }, index) => {
          const own = `\0proposal\0b1\0vote\0${votes[index]?.[0] ?? ''}\0`;
          expect([...writes.keys()]).to.deep.equal([own]);
          expect(ranges).to.deep.equal([]);
          expect([...reads.keys()].filter((key) => !/^\0(proposal|ballot)\0[^\0]+\0$/.test(key))).to.deep.equal([own]);
        });
      }),
      runs,
    );
  });
});
