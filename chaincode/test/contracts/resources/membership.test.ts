// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  canonicalJson,
  type ContractErrorCode,
  type MembershipAction,
  type MembershipState,
  transactions,
} from '../../../src/index.js';
import { ConsortiumWorld, org } from '../../support/consortium-world.js';
import { expectRefusal } from '../../support/ops-channel.js';

const dayMs = 24 * 60 * 60 * 1000;

describe('memberships', () => {
  let world: ConsortiumWorld;

  beforeEach(async () => {
    world = new ConsortiumWorld();
    await world.register(1, 2, 3, 4);
  });

  it("are active from the start for the founder, and need an invitation, a yes and the members' vote for others", async () => {
    await world.form('supply');
    expect(await world.state('supply', 1)).to.equal('active');

    await world.invite('supply', 2);
    expect(await world.state('supply', 2)).to.equal('invited');
    await world.change('supply', 2, 'accept');
    expect(await world.state('supply', 2)).to.equal('accepted');
    await world.vote('supply', 2, 1);
    expect(await world.state('supply', 2)).to.equal('voted-in');
    await world.change('supply', 2, 'activate');
    expect(await world.state('supply', 2)).to.equal('active');
  });

  it('are voted in by a majority of those active when the invitation was accepted', async () => {
    await world.form('supply', 2, 3);
    await world.invite('supply', 4);
    await world.change('supply', 4, 'accept');
    await world.vote('supply', 4, 1);
    expect(await world.state('supply', 4)).to.equal('accepted');
    await world.vote('supply', 4, 3);

    expect(await world.state('supply', 4)).to.equal('voted-in');
    expect((await world.membership('supply', 4)).motion?.electorate.members).to.deep.equal([org(1), org(2), org(3)]);
  });

  it('are rejected when a majority is out of reach, and can be invited again', async () => {
    await world.form('supply', 2);
    await world.invite('supply', 3);
    await world.change('supply', 3, 'accept');
    await world.vote('supply', 3, 2, 'disagreed');
    expect(await world.state('supply', 3)).to.equal('rejected');

    await world.invite('supply', 3, 2);

    const { state, term, votes } = await world.membership('supply', 3);
    expect({ state, term, votes }).to.deep.equal({ state: 'invited', term: 2, votes: [] });
  });

  it("have invitations that expire by the transaction's time", async () => {
    await world.form('supply');
    await world.invite('supply', 2);
    world.channel.advance(7 * dayMs);

    expect(await world.state('supply', 2)).to.equal('expired');
    await expectRefusal(world.change('supply', 2, 'accept'), 'WRONG_STATE');
    await world.invite('supply', 2);
    expect(await world.state('supply', 2)).to.equal('invited');
  });

  it('expire when the members do not vote in time', async () => {
    await world.form('supply');
    await world.invite('supply', 2);
    await world.change('supply', 2, 'accept');
    world.channel.advance(7 * dayMs);

    expect(await world.state('supply', 2)).to.equal('expired');
    await expectRefusal(world.vote('supply', 2, 1), 'DEADLINE_PASSED');
  });

  it('are suspended, resumed and removed by a vote of the active members', async () => {
    await world.form('supply', 2, 3);

    await world.change('supply', 3, 'suspend', 1);
    expect(await world.state('supply', 3)).to.equal('active');
    await world.vote('supply', 3, 2);
    expect(await world.state('supply', 3)).to.equal('suspended');
    await world.change('supply', 3, 'resume', 2);
    await world.vote('supply', 3, 1);
    expect(await world.state('supply', 3)).to.equal('active');
    await world.change('supply', 3, 'remove', 2);
    await world.vote('supply', 3, 1);
    expect(await world.state('supply', 3)).to.equal('removed');
  });

  it('of two cannot be ended by one of them alone', async () => {
    await world.form('supply', 2);
    await world.change('supply', 1, 'remove', 2);
    await world.vote('supply', 1, 1, 'disagreed');

    expect(await world.state('supply', 1)).to.equal('active');
  });

  it('stay as they are when a motion is lost, and take another', async () => {
    await world.form('supply', 2, 3);
    await world.change('supply', 3, 'suspend', 1);
    await expectRefusal(world.change('supply', 3, 'remove', 2), 'WRONG_STATE');
    await world.vote('supply', 3, 2, 'disagreed');
    await world.vote('supply', 3, 3, 'disagreed');
    expect(await world.state('supply', 3)).to.equal('active');

    await world.change('supply', 3, 'remove', 1);
    await world.vote('supply', 3, 2);
    expect(await world.state('supply', 3)).to.equal('removed');
  });

  it('stay left when a motion about them is won afterwards', async () => {
    await world.form('supply', 2, 3);
    await world.change('supply', 3, 'suspend', 1);
    await world.change('supply', 3, 'leave');
    await world.vote('supply', 3, 2);

    expect(await world.state('supply', 3)).to.equal('left');
  });

  it('of an earlier motion are not voted on by accident', async () => {
    await world.form('supply', 2, 3);
    await world.change('supply', 3, 'suspend', 1);
    const { motion } = await world.membership('supply', 3);
    await world.vote('supply', 3, 2);
    await world.change('supply', 3, 'resume', 1);

    const late = world.as(3).voteOnMembership({
      consortiumID: 'supply',
      mspID: org(3),
      motion: motion?.number ?? 0,
      status: 'agreed',
    });
    await expectRefusal(late, 'WRONG_STATE');
  });

  it('take one vote of each active member, and none of others', async () => {
    await world.form('supply', 2);
    await world.invite('supply', 3);
    await world.change('supply', 3, 'accept');
    await world.vote('supply', 3, 1);

    await expectRefusal(world.vote('supply', 3, 1, 'disagreed'), 'ALREADY_VOTED');
    await expectRefusal(world.vote('supply', 3, 4), 'NOT_A_MEMBER');
    await expectRefusal(world.vote('supply', 3, 3), 'NOT_A_MEMBER');
  });

  it('take votes of one block that do not conflict', async () => {
    await world.form('supply', 2, 3);
    await world.invite('supply', 4);
    await world.change('supply', 4, 'accept');
    const { motion } = await world.membership('supply', 4);
    const argument = canonicalJson({
      consortiumID: 'supply',
      mspID: org(4),
      motion: motion?.number ?? 0,
      status: 'agreed',
    });

    const votes = await Promise.all(
      [1, 2, 3].map((number) =>
        world.channel.simulate(transactions.voteOnMembership, argument, { mspID: org(number) }),
      ),
    );

    expect(votes.map(({ readWriteSet }) => readWriteSet.ranges)).to.deep.equal([[], [], []]);
    const codes = world.channel.ledger.commitBlock(votes.map(({ readWriteSet }) => readWriteSet));
    expect(codes).to.deep.equal(['VALID', 'VALID', 'VALID']);
    expect((await world.membership('supply', 4)).votes.map(({ mspID }) => mspID)).to.deep.equal([1, 2, 3].map(org));
  });

  it('are held by the founder in a consortium of single ownership', async () => {
    await world.as(1).create({ kind: 'consortium', consortiumID: 'own', displayName: 'Own', ownership: 'single' });
    await world.invite('own', 2);

    const { state, holder } = await world.membership('own', 2);
    expect({ state, holder }).to.deep.equal({ state: 'active', holder: org(1) });
    await expectRefusal(world.change('own', 2, 'leave', 2), 'NOT_HOLDER');
    await expectRefusal(world.invite('own', 3, 2), 'NOT_A_MEMBER');
    await world.change('own', 2, 'suspend', 1);
    expect(await world.state('own', 2)).to.equal('suspended');
  });

  it('say how the organization enters a channel, when it accepts or later', async () => {
    await world.form('supply');
    await world.invite('supply', 2);
    const membership = { consortiumID: 'supply', mspID: org(2) };
    await world.as(2).changeMembership({ ...membership, action: 'accept', definition: { name: org(2) } });
    expect((await world.membership('supply', 2)).definition).to.deep.equal({ name: org(2) });

    await world.as(2).update({ kind: 'membership', ...membership, changes: { definition: { name: 'other' } } });
    expect((await world.membership('supply', 2)).definition).to.deep.equal({ name: 'other' });
    const bySomebody = world.as(1).update({ kind: 'membership', ...membership, changes: { definition: {} } });
    await expectRefusal(bySomebody, 'NOT_HOLDER');
    const huge = { kind: 'membership', ...membership, changes: { definition: { name: 'x'.repeat(70_000) } } } as const;
    await expectRefusal(world.as(2).update(huge), 'INVALID_ARGUMENT', 'changes.definition');
  });
});

/** Brings the membership of Org3 in `supply`, of which Org1 and Org2 are active members, into each state. */
const ways: Readonly<Record<MembershipState, (world: ConsortiumWorld) => Promise<void>>> = {
  invited: (world) => world.invite('supply', 3, 2),
  accepted: async (world) => {
    await ways.invited(world);
    await world.change('supply', 3, 'accept');
  },
  'voted-in': async (world) => {
    await ways.accepted(world);
    await world.vote('supply', 3, 1);
    await world.vote('supply', 3, 2);
  },
  rejected: async (world) => {
    await ways.accepted(world);
    await world.vote('supply', 3, 1, 'disagreed');
  },
  expired: async (world) => {
    await ways.invited(world);
    world.channel.advance(8 * dayMs);
  },
  active: async (world) => {
    await ways['voted-in'](world);
    await world.change('supply', 3, 'activate');
  },
  suspended: async (world) => {
    await ways.active(world);
    await world.change('supply', 3, 'suspend', 1);
    await world.vote('supply', 3, 2);
  },
  left: async (world) => {
    await ways.active(world);
    await world.change('supply', 3, 'leave');
  },
  removed: async (world) => {
    await ways.active(world);
    await world.change('supply', 3, 'remove', 1);
    await world.vote('supply', 3, 2);
  },
};

/** By action: who may do it from where (1: the founder, 2: the member that invited, 3: the holder, 4: a stranger). */
const allowed: Readonly<Record<MembershipAction, Partial<Record<MembershipState, readonly number[]>>>> = {
  accept: { invited: [3] },
  activate: { 'voted-in': [1, 2, 3] },
  suspend: { active: [1, 2, 3] },
  resume: { suspended: [1, 2] },
  remove: { invited: [2], active: [1, 2, 3], suspended: [1, 2] },
  leave: { invited: [3], accepted: [3], 'voted-in': [3], active: [3], suspended: [3] },
};

describe('transitions of a membership', () => {
  for (const [state, bring] of Object.entries(ways) as [MembershipState, (typeof ways)['invited']][]) {
    it(`from ${state} are those of the table, by those of the table`, async () => {
      const world = new ConsortiumWorld();
      await world.register(1, 2, 3, 4);
      await world.form('supply', 2);
      await bring(world);
      expect(await world.state('supply', 3)).to.equal(state);

      for (const action of Object.keys(allowed) as MembershipAction[]) {
        const actors = allowed[action][state];
        for (const number of [1, 2, 3, 4]) {
          const argument = canonicalJson({ consortiumID: 'supply', mspID: org(3), action });
          const code = await refusalOf(
            world.channel.simulate(transactions.changeMembership, argument, { mspID: org(number) }),
          );
          const expected: readonly (ContractErrorCode | undefined)[] =
            actors === undefined
              ? ['WRONG_STATE']
              : actors.includes(number)
                ? [undefined]
                : ['NOT_HOLDER', 'NOT_A_MEMBER'];
          expect(expected, `${action} by ${org(number)}`).to.include(code);
        }
      }
    });
  }
});

async function refusalOf(call: Promise<unknown>): Promise<ContractErrorCode | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return (error as { readonly code: ContractErrorCode }).code;
  }
}
