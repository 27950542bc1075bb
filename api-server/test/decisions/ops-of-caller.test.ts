// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { Caller } from '../../src/auth/caller.js';
import type { Role } from '../../src/auth/role.js';
import { opsOfCaller } from '../../src/decisions/ops-of-caller.js';
import { FakeOps } from '../support/fake-ops.js';
import { chaincodeProposal } from '../support/proposals.js';
import { rejection } from '../support/rejection.js';

const update = (channelID: string) => ({
  kind: 'update-channel',
  channelID,
  operations: [{ operation: 'set-orderer' }],
});

describe('opsOfCaller', () => {
  let ops: FakeOps;
  let transactionIDs: string[];

  beforeEach(() => {
    ops = new FakeOps();
    transactionIDs = [];
  });

  const of = (name: string, roles: readonly Role[], separationOfDuty = false) => {
    const caller: Caller = { name, subject: subjectOf('issuer', name), roles: new Set(roles) };
    const onSubmitted = ({ transactionID }: { transactionID: string }) => void transactionIDs.push(transactionID);
    return opsOfCaller({ ops, caller, separationOfDuty, onSubmitted });
  };
  const { proposal } = chaincodeProposal() as { proposal: Record<string, unknown> };
  const request = { id: 'p1', body: { kind: 'deploy-chaincode', ...proposal } };

  it("puts the caller's subject on proposals, votes and withdrawals, whatever the request says", async () => {
    const forged = subjectOf('issuer', 'mallory');
    const alice = of('alice', ['admin']);

    await alice.propose({ ...request, subject: forged });
    const { digest } = (await alice.getProposal('p1')).proposal;
    await alice.vote({ id: 'p1', status: 'agreed', digest, subject: forged });
    await alice.withdraw({ id: 'p1', subject: forged });

    const subjects = ops.submits.map((submit) => (submit.request as { subject?: unknown }).subject);
    expect(subjects).to.deep.equal(Array(3).fill(subjectOf('issuer', 'alice')));
    expect(transactionIDs).to.have.length(3);
  });

  for (const { reason, roles, vote, separationOfDuty, cast } of [
    { reason: 'an admin', roles: ['admin'], cast: 1 },
    { reason: 'a proposer who is a voter too', roles: ['proposer', 'voter'], cast: 1 },
    { reason: 'an admin who wants none', roles: ['admin'], vote: false, cast: 0 },
    { reason: 'a proposer', roles: ['proposer'], cast: 0 },
    { reason: 'a proposer who asks for it', roles: ['proposer'], vote: true, cast: 0 },
    { reason: 'an admin under separation of duty', roles: ['admin'], separationOfDuty: true, cast: 0 },
  ] as const) {
    it(`casts ${cast === 0 ? 'no vote' : 'a vote'} with the proposal of ${reason}`, async () => {
      const caller = of('alice', roles, separationOfDuty);

      await caller.propose({ ...request, ...(vote !== undefined && { vote }) });

      expect((await ops.getProposal('p1')).votes).to.have.length(cast);
    });
  }

  it('lets who proposed not vote, under separation of duty', async () => {
    const alice = of('alice', ['admin'], true);
    await alice.propose(request);
    const { digest } = (await ops.getProposal('p1')).proposal;

    const refusal = await rejection(alice.vote({ id: 'p1', status: 'agreed', digest }));
    await of('bob', ['voter'], true).vote({ id: 'p1', status: 'agreed', digest });

    expect(refusal).to.deep.include({ code: 'SEPARATION_OF_DUTY' });
    expect((await ops.getProposal('p1')).votes.map(({ subject }) => subject)).to.deep.equal([
      subjectOf('issuer', 'bob'),
    ]);
  });

  it('looks at who proposed a ballot, too, by its own ID and by that of a part', async () => {
    const alice = of('alice', ['admin'], true);
    await alice.propose({ id: 'b1', bodies: [update('one'), update('two')] });
    const { digest } = (await ops.getBallot('b1')).ballot;

    for (const id of ['b1', 'b1.1']) {
      expect(await rejection(alice.vote({ id, status: 'agreed', digest }))).to.deep.include({
        code: 'SEPARATION_OF_DUTY',
      });
    }
  });

  it('leaves what is no decision as it is', async () => {
    expect(await of('alice', ['viewer']).listChannels()).to.deep.equal([]);
  });
});
