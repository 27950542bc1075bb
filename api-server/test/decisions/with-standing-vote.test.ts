// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('a second vote of an organization', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
  });

  afterEach(() => server.stop());

  const voteAfter = async (refusal: ContractError, proposal: object = {}) => {
    await server.post('/chaincode/proposals/p1', { ...chaincodeProposal(), ...proposal });
    server.fabric.ops.refusal = refusal;
    return server.post('/chaincode/proposals/p1/vote', { updateRequest: { status: 'disagreed', data: '' } });
  };

  const alreadyVoted = new ContractError({ code: 'ALREADY_VOTED', text: 'Org1MSP has voted on p1 already: agreed' });

  it('is refused with the vote that stands', async () => {
    const problem = expectProblem(await voteAfter(alreadyVoted), 409, 'ALREADY_VOTED');

    const [vote] = server.fabric.ops.proposals.get('p1')?.votes ?? [];
    const { mspID, status, comment, digest, subject, time } = vote ?? {};
    expect(problem).to.have.property('vote').that.deep.equals({ mspID, status, comment, digest, subject, time });
    expect(mspID).to.equal('Org1MSP');
  });

  it('is refused without it where it cannot be read', async () => {
    const problem = expectProblem(await voteAfter(alreadyVoted, { vote: false }), 409, 'ALREADY_VOTED');

    expect(problem).not.to.have.property('vote');
  });

  it('has no vote with other refusals', async () => {
    const late = new ContractError({ code: 'DEADLINE_PASSED', text: 'votes on p1 ended' });

    expect(expectProblem(await voteAfter(late), 409, 'DEADLINE_PASSED')).not.to.have.property('vote');
  });
});
