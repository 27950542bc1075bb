// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { freePort } from '@opssc/scripts/consortium/free-port';
import { newRestClient, type RestClient, RestError } from '@opssc/scripts/consortium/rest-client';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { channelProfile, joinOperations } from '../../support/channel-operations.js';
import { type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.js';
import { expectRefusal } from '../../support/refusal.js';
import { startWorld, type World } from '../../support/world.js';

interface History {
  readonly change: string;
  readonly mspID: string;
  readonly subject?: { readonly issuer: string; readonly subjectHash: string };
}

interface Matrix {
  readonly rows: readonly {
    readonly mspID: string;
    readonly nodes: Readonly<Record<string, Readonly<Record<'peer' | 'orderer', readonly MatrixNode[]>>>>;
  }[];
}

interface MatrixNode {
  readonly name: string;
  readonly version: string | null;
  readonly role: string | null;
  readonly heights: Readonly<Record<string, string>> | null;
  readonly observed: string | null;
}

const organizations = ['org1', 'org2', 'org3'] as const;
type OrganizationName = (typeof organizations)[number];

const memberships = '/consortia/supply/memberships';
const audienceOf = (organization: string): string => `https://opssc.${organization}.example.com`;

describe('organizations with identity providers of their own', function () {
  this.timeout(240_000);
  const chaincode = 'asset-transfer';
  const channelID = 'goods';
  const providers = new Map<string, IdentityProvider>();
  let world: World;

  before(async () => {
    for (const organization of organizations) {
      const names = ['admin', 'voter', 'viewer', 'stranger'].map((role) => `${role}-of-${organization}`);
      const provider = await startIdentityProvider({ audience: audienceOf(organization), names });
      for (const role of ['admin', 'voter', 'viewer']) {
        provider.people.set(`${role}-of-${organization}`, { groups: [`opssc-${role}`] });
      }
      providers.set(organization, provider);
    }
    world = await startWorld({
      name: 'identities',
      peers: 1,
      ordering: 'own',
      consensus: 'raft',
      opsServices: 'apart',
      agent: { observeNodesMinutes: 0.05 },
      apiOf: (organization) => ({ oidc: [issuerOf(organization)] }),
    });
  });

  after(async () => {
    await world.stop();
    await Promise.all([...providers.values()].map((provider) => provider.stop()));
  });

  const issuerOf = (organization: string) => ({
    issuer: provider(organization).issuer,
    audience: audienceOf(organization),
    clockSkewSeconds: 0,
    roles: {
      claim: 'groups',
      map: { 'opssc-admin': 'admin', 'opssc-voter': 'voter', 'opssc-viewer': 'viewer' },
    },
  });

  function provider(organization: string): IdentityProvider {
    const found = providers.get(organization);
    if (found === undefined) {
      throw new Error(`${organization} has no identity provider`);
    }
    return found;
  }

  /** The API of an organization, as somebody of that organization with this role, or of another one. */
  async function as(role: string, organization: OrganizationName, at = organization): Promise<RestClient> {
    const token = await provider(organization).token(`${role}-of-${organization}`);
    return newRestClient(world.consortium.organization(at).apiUrl, token);
  }

  async function admins(): Promise<readonly [RestClient, RestClient, RestClient]> {
    return [await as('admin', 'org1'), await as('admin', 'org2'), await as('admin', 'org3')];
  }

  it('let in their own people, by the roles that their provider says, and no other people', async () => {
    expect(await (await as('viewer', 'org1')).get('/organization')).to.include({ mspID: 'Org1MSP' });

    await expectRefusal((await as('admin', 'org2', 'org1')).get('/organization'), 401, 'UNAUTHENTICATED');
    await expectRefusal((await as('viewer', 'org1')).post('/organizations', { displayName: 'x' }), 403, 'FORBIDDEN');
    await expectRefusal((await as('stranger', 'org1')).get('/organization'), 403, 'FORBIDDEN');
  });

  it('form a consortium from nothing, with a channel and a chaincode', async () => {
    const [org1, org2, org3] = await admins();
    for (const [index, admin] of [org1, org2, org3].entries()) {
      await admin.post('/organizations', { displayName: `Organization ${String(index + 1)}` });
    }
    await org1.post('/consortia', { consortiumID: 'supply', displayName: 'Supply chain' });
    await org1.post(memberships, { mspID: 'Org2MSP' });
    await org2.post(`${memberships}/Org2MSP/accept`);
    await expectRefusal((await as('viewer', 'org1')).post(`${memberships}/Org2MSP/vote`), 403, 'FORBIDDEN');
    await (await as('voter', 'org1')).post(`${memberships}/Org2MSP/vote`);
    await org2.post(`${memberships}/Org2MSP/activate`);

    await createChannel(org1, org2);
    await org1.post('/consortia/supply/environments', {
      environmentID: 'testing',
      displayName: 'Testing',
      consensus: 'raft',
      fabricVersion: '3.1',
      channels: [channelID],
    });

    const [entry] = await joinOperations(world.consortium.organization('org3'));
    const { operation, ...definition } = { operation: '', ...entry };
    expect(operation).to.equal('set-organization');
    await org1.post(memberships, { mspID: 'Org3MSP' });
    await org3.post(`${memberships}/Org3MSP/accept`, { definition });
    await (await as('voter', 'org1')).post(`${memberships}/Org3MSP/vote`);
    await (await as('voter', 'org2')).post(`${memberships}/Org3MSP/vote`);

    await enterByVote('enter.1.supply.Org3MSP.goods');
    await org3.post(`${memberships}/Org3MSP/activate`);

    await deploy(org1, org2);
  });

  it('see on the ledger on whose word each step was', async () => {
    const history = await (await as('viewer', 'org2')).get<readonly History[]>(`${memberships}/Org3MSP/histories`);

    const said = history.map(({ change, mspID, subject }) => ({ change, mspID, subject }));
    const by = (role: string, organization: string, change: string) => ({
      change,
      mspID: world.consortium.organization(organization).mspID,
      subject: subjectOf(provider(organization).issuer, `${role}-of-${organization}`),
    });
    expect(said).to.deep.equal([
      by('admin', 'org1', 'invited'),
      by('admin', 'org3', 'accepted'),
      by('voter', 'org1', 'voted'),
      by('voter', 'org2', 'voted'),
      by('admin', 'org3', 'activated'),
    ]);
  });

  it('refuse a membership over the limit, and name limit and use', async () => {
    const [org1] = await admins();
    await org1.post(memberships, { mspID: 'Org4MSP' });

    const refusal = await expectRefusal(org1.post(memberships, { mspID: 'Org5MSP' }), 409, 'LIMIT_EXCEEDED');

    expect(refusal).to.be.instanceOf(RestError);
    expect(refusal.message).to.include('membershipsPerConsortium is 4, and consortium supply would have 5');
  });

  it('show what the owner of a node saw of it, with the time', async () => {
    const [org1] = await admins();
    const { peers, orderers } = world.consortium.organization('org1');
    for (const [type, nodes] of [
      ['peer', peers],
      ['orderer', orderers.slice(0, 1)],
    ] as const) {
      for (const { name, address } of nodes) {
        await org1.post('/environments/testing/nodes', { name, type, endpoint: address });
      }
    }

    const seen = await waitFor(
      async () => {
        const { rows } = await org1.get<Matrix>('/consortia/supply/roles');
        const nodes = rows[0]?.nodes['testing'];
        const own = [...(nodes?.peer ?? []), ...(nodes?.orderer ?? [])];
        return own.every(({ observed }) => observed !== null) && own;
      },
      { what: 'the nodes of Org1 are observed' },
    );

    const [peer, orderer] = seen;
    expect(peer?.version).to.match(world.consortium.network.backend === 'embedded' ? /^embedded$/ : /\d+\.\d+\.\d+/);
    expect(peer?.role).to.equal(null);
    expect(orderer?.version).to.equal(peer?.version);
    expect(orderer?.role).to.equal('consenter');
    for (const heights of [peer?.heights, orderer?.heights]) {
      expect(Object.keys(heights ?? {})).to.include.members(['ops-channel', channelID]);
      expect(Number(heights?.[channelID])).to.be.greaterThan(0);
    }
  });

  async function createChannel(org1: RestClient, org2: RestClient): Promise<void> {
    const founders = world.consortium.organizations.slice(0, 2);
    const opsProfile = await channelProfile({ channelID, organizations: founders, consensus: 'raft' });
    const proposal = { channelID, action: 'create', opsProfile };
    await org1.post('/channel/proposals/create-goods', { proposal });
    await org2.post('/channel/proposals/create-goods/vote');
    await world.untilStatus('create-goods', 'committed');
    await world.untilAttested(channelID, 2);
  }

  /** Nobody asks for the proposal, and no agent votes on it. */
  async function enterByVote(proposalID: string): Promise<void> {
    const ops = await world.client('org1').ops();
    const { proposal, votes } = await waitFor(() => ops.getProposal(proposalID), {
      what: 'an agent proposes the entry',
    });
    expect(proposal).not.to.have.property('subject');
    expect(votes).to.deep.equal([]);
    for (const voter of [await as('voter', 'org1'), await as('voter', 'org2')]) {
      await voter.post(`/channel/proposals/${proposalID}/vote`);
    }
    await world.untilStatus(proposalID, 'committed');
    await world.untilAttested(channelID, 3);
  }

  async function deploy(org1: RestClient, org2: RestClient): Promise<void> {
    const [release] = world.releases;
    const port = await freePort(world.consortium.organizations.map(({ chaincodeHost }) => chaincodeHost));
    await org1.post(`/chaincode/proposals/${chaincode}`, {
      proposal: {
        channelID,
        chaincodeName: chaincode,
        chaincodePackage: {
          type: 'ccaas',
          label: `${chaincode}_1`,
          connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
          digest: { source: release.digest },
        },
        chaincodeDefinition: { sequence: 1 },
      },
    });
    await org2.post(`/chaincode/proposals/${chaincode}/vote`);
    await world.untilCommitted({ name: chaincode, sequence: 1, channelID });
  }
});
