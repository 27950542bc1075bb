// SPDX-License-Identifier: Apache-2.0

import { subjectOf, type Vote } from '@opssc/chaincode/model';
import { newRestClient } from '@opssc/scripts/consortium/rest-client';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expectRefusal } from '../../support/refusal.js';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

const main = join(repositoryRoot, 'api-server/dist/src/main.js');

interface AuditPage {
  readonly entries: readonly {
    readonly action: string;
    readonly phase: string;
    readonly transactionIDs?: readonly string[];
  }[];
}

describe('access', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  it('leaves on the ledger who decided for each organization, and in the audit log of their own', async () => {
    const since = new Date().toISOString();
    const id = world.unique('whose');
    await world.client('org1').propose(id, await world.idleChaincode({ name: id }));
    await world.client('org2').vote(id);

    const { proposal, votes } = await (await world.client('org3').ops()).getProposal(id);
    const subject = (mspID: string) => subjectOf(`urn:opssc:tokens:${mspID}`, 'admin');
    expect(proposal.subject).to.deep.equal(subject('Org1MSP'));
    expect(votes.map((vote) => vote.subject)).to.have.deep.members([subject('Org1MSP'), subject('Org2MSP')]);
    expect(await audited('org1', since)).to.deep.equal(['proposeChaincode asked', 'proposeChaincode done']);
    expect(await audited('org2', since)).to.deep.equal([
      'voteOnChaincodeProposal asked',
      'voteOnChaincodeProposal done',
    ]);
  });

  it('lets a token of CI propose and not vote, until it is revoked', async () => {
    const { configFile, apiUrl } = world.consortium.organization('org1');
    const tokens = join(dirname(configFile), 'tokens.json');
    const command = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, [main, ...args, '--name', 'ci', '--tokens', tokens]);
    const { stdout } = await command('new-token', '--expires', '1h', '--role', 'proposer');
    const ci = newRestClient(apiUrl, stdout.trim());
    const id = world.unique('by-ci');

    await ci.post(`/chaincode/proposals/${id}`, { proposal: await world.idleChaincode({ name: id }) });
    await expectRefusal(ci.post(`/chaincode/proposals/${id}/vote`), 403, 'FORBIDDEN');
    const { proposal, votes } = await (await world.client('org1').ops()).getProposal(id);
    expect(proposal.subject).to.deep.equal(subjectOf('urn:opssc:tokens:Org1MSP', 'ci'));
    expect(votes).to.deep.equal([]);

    await command('revoke-token');

    await expectRefusal(ci.get(`/chaincode/proposals/${id}`), 401, 'UNAUTHENTICATED');
    await world.client('org1').withdraw(id);
  });

  it('counts one of two votes that people of one organization cast differently at the same time', async () => {
    const { configFile, apiUrl } = world.consortium.organization('org2');
    const tokens = join(dirname(configFile), 'tokens.json');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...[main, 'new-token', '--expires', '1h', '--role', 'voter', '--name', 'colleague', '--tokens', tokens],
    ]);
    const people = [
      { name: 'admin', rest: world.client('org2').rest, status: 'disagreed' },
      { name: 'colleague', rest: newRestClient(apiUrl, stdout.trim()), status: 'agreed' },
    ] as const;
    const subject = (name: string) => subjectOf('urn:opssc:tokens:Org2MSP', name);
    const ids = ['a', 'b', 'c', 'd'].map((letter) => world.unique(`torn-${letter}`));
    for (const id of ids) {
      await world
        .client('org1')
        .propose(id, await world.idleChaincode({ name: id }), { policy: { type: 'threshold', n: 3 } });
    }

    const answers = await Promise.all(
      ids.map((id) =>
        Promise.allSettled(
          people.map(({ rest, status }) =>
            rest.post(`/chaincode/proposals/${id}/vote`, { updateRequest: { status, data: '' } }),
          ),
        ),
      ),
    );

    for (const [index, pair] of answers.entries()) {
      const { votes } = await (await world.client('org3').ops()).getProposal(ids[index] ?? '');
      const { proposalID, ...standing } = votes.find(({ mspID }) => mspID === 'Org2MSP') as Vote;
      expect(proposalID).to.equal(ids[index]);
      const winner = people.findIndex(({ status }) => status === standing.status);
      expect(pair.map(({ status }) => status).indexOf('fulfilled')).to.equal(winner);
      expect(standing.subject).to.deep.equal(subject(people[winner]?.name ?? ''));
      const { body } = await expectRefusal(refused(pair[1 - winner]), 409, 'ALREADY_VOTED');
      expect(body).to.have.property('vote').that.deep.equals(standing);
    }
    await Promise.all(
      ids.map((id) =>
        world
          .client('org1')
          .withdraw(id)
          .catch(() => undefined),
      ),
    );
  });

  async function audited(organization: string, since: string): Promise<readonly string[]> {
    const lines: string[] = [];
    const { entries } = await world.client(organization).rest.get<AuditPage>(`/audit?since=${since}`);
    for (const entry of entries) {
      lines.push(`${entry.action} ${entry.phase}`);
      expect(entry.transactionIDs ?? []).to.have.length(entry.phase === 'done' ? 1 : 0);
    }
    return lines;
  }
});

function refused(result: PromiseSettledResult<unknown> | undefined): Promise<unknown> {
  return result?.status === 'rejected' ? Promise.reject(result.reason as Error) : Promise.resolve();
}
