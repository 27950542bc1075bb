// SPDX-License-Identifier: Apache-2.0

import { freePort } from '@opssc/scripts/consortium/free-port';
import { expect } from 'chai';
import { expectRefusal } from '../../support/refusal.js';
import { startWorld, type World } from '../../support/world.js';

interface Membership {
  readonly state: string;
}

interface NewCredential {
  readonly username: string;
  readonly secret: string;
}

interface Call {
  readonly organization?: string;
  readonly func: string;
  readonly args: readonly string[];
  readonly submits?: boolean;
}

const read: Call = { func: 'ReadAsset', args: ['a1'] };

describe('a consortium', function () {
  this.timeout(180_000);
  const chaincode = 'asset-transfer';
  const memberships = '/consortia/supply/memberships';
  let world: World;

  before(async () => {
    world = await startWorld({ name: 'consortium', peers: 1, api: { transactions: { enabled: true } } });
  });

  after(async () => {
    await world.stop();
  });

  const post = <T = unknown>(organization: string, path: string, body?: unknown): Promise<T> =>
    world.client(organization).rest.post<T>(path, body);
  const stateOf = async (mspID: string, seenBy = 'org1'): Promise<string> =>
    (await world.client(seenBy).rest.get<Membership>(`${memberships}/${mspID}`)).state;

  it('is formed from nothing: its founder invites, others accept, the members vote', async () => {
    for (const name of ['org1', 'org2', 'org3']) {
      await post(name, '/organizations', { displayName: name });
    }
    await post('org1', '/consortia', { consortiumID: 'supply', displayName: 'Supply chain' });
    await post('org1', memberships, { mspID: 'Org2MSP' });
    await post('org2', `${memberships}/Org2MSP/accept`);
    await expectRefusal(post('org2', `${memberships}/Org2MSP/activate`), 409, 'WRONG_STATE');
    await post('org1', `${memberships}/Org2MSP/vote`);
    await post('org2', `${memberships}/Org2MSP/activate`);

    await post('org2', memberships, { mspID: 'Org3MSP' });
    await post('org3', `${memberships}/Org3MSP/accept`);
    const votes = ['org1', 'org2'].map((name) => post(name, `${memberships}/Org3MSP/vote`));
    await Promise.all(votes);
    await post('org3', `${memberships}/Org3MSP/activate`);

    expect(await Promise.all(['Org1MSP', 'Org2MSP', 'Org3MSP'].map((mspID) => stateOf(mspID, 'org3')))).to.deep.equal([
      'active',
      'active',
      'active',
    ]);
  });

  it('refuses a membership over the limit, until the limit is raised by vote', async () => {
    await post('org1', memberships, { mspID: 'Org4MSP' });
    const refusal = await expectRefusal(post('org1', memberships, { mspID: 'Org5MSP' }), 409, 'LIMIT_EXCEEDED');
    expect(refusal.message).to.include('membershipsPerConsortium is 4, and consortium supply would have 5');

    await post('org1', '/limits/proposals/more', { proposal: { limits: { membershipsPerConsortium: 5 } } });
    await post('org2', '/limits/proposals/more/vote');
    await world.untilStatus('more', 'committed');
    await post('org1', memberships, { mspID: 'Org5MSP' });

    expect(await stateOf('Org5MSP')).to.equal('invited');
  });

  it('lets an application in by its credential, and out when that is revoked', async () => {
    await deploy();
    await post('org1', '/consortia/supply/environments', {
      environmentID: 'testing',
      displayName: 'Testing',
      consensus: 'raft',
      fabricVersion: '3.1',
      channels: ['mychannel'],
    });
    const application = await post<NewCredential>('org2', '/environments/testing/credentials', { name: 'billing' });
    const asset = JSON.stringify({ id: 'a1', owner: 'Org2MSP', value: 1 });

    expect((await ask({ func: 'CreateAsset', args: [asset], submits: true }, application)).status).to.equal(200);
    const answer = await ask(read, application);
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.include({ id: 'a1', owner: 'Org2MSP' });
    expect((await ask({ ...read, organization: 'org1' }, application)).status, 'at another organization').to.equal(401);

    await post('org2', '/environments/testing/credentials/billing/revoke');

    expect((await ask(read, application)).status).to.equal(401);
    const transfer = { func: 'TransferAsset', args: ['a1', 'Org1MSP'], submits: true };
    expect((await ask(transfer, application)).status).to.equal(401);
  });

  it('shows who runs what, and what is not known of it as unknown', async () => {
    const node = { name: 'peer0.org2', type: 'peer', endpoint: 'peer0.org2.example.com:7051' };
    await post('org2', '/environments/testing/nodes', node);
    const foreign = { ...node, name: 'x', mspID: 'Org2MSP' };
    await expectRefusal(post('org1', '/environments/testing/nodes', foreign), 403, 'NOT_HOLDER');

    const matrix = await world
      .client('org1')
      .rest.get<{ readonly rows: readonly unknown[] }>('/consortia/supply/roles');
    const unknown = { role: null, version: null, heights: null, observed: null };
    expect(matrix.rows[1]).to.deep.include({
      mspID: 'Org2MSP',
      state: 'active',
      nodes: { testing: { peer: [{ name: 'peer0.org2', state: 'active', ...unknown }], orderer: [], ca: [] } },
    });
  });

  it('goes on without a member that was removed by vote, and its credentials end with it', async () => {
    const application = await post<NewCredential>('org3', '/environments/testing/credentials', { name: 'app' });
    const readAtOrg3 = { ...read, organization: 'org3' };
    expect((await ask(readAtOrg3, application)).status).to.equal(200);

    await post('org1', `${memberships}/Org3MSP/remove`);
    expect(await stateOf('Org3MSP')).to.equal('active');
    await post('org2', `${memberships}/Org3MSP/vote`);

    expect(await stateOf('Org3MSP')).to.equal('removed');
    expect((await ask(readAtOrg3, application)).status).to.equal(401);
  });

  async function deploy(): Promise<void> {
    const [release] = world.releases;
    const port = await freePort(world.consortium.organizations.map(({ chaincodeHost }) => chaincodeHost));
    await world.client('org1').propose(chaincode, {
      channelID: 'mychannel',
      chaincodeName: chaincode,
      chaincodePackage: {
        type: 'ccaas',
        label: `${chaincode}_1`,
        connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
        digest: { source: release.digest },
      },
      chaincodeDefinition: { sequence: 1 },
    });
    await world.client('org2').vote(chaincode);
    await world.untilCommitted({ name: chaincode, sequence: 1 });
    await world.untilDoneEverywhere(chaincode);
  }

  /** What an application does at an organization's transaction endpoint; org2's if none is named. */
  async function ask({ organization = 'org2', func, args, submits = false }: Call, application: NewCredential) {
    const url = `${world.consortium.organization(organization).apiUrl}/api/v1/utils`;
    const call = { channelID: 'mychannel', ccName: chaincode, func };
    const headers = basic(application);
    if (!submits) {
      const parameters = new URLSearchParams({ ...call, args: JSON.stringify(args) });
      return fetch(`${url}/queryTransaction?${parameters.toString()}`, { headers });
    }
    return fetch(`${url}/invokeTransaction`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ ...call, args }),
    });
  }
});

function basic({ username, secret }: NewCredential): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` };
}
