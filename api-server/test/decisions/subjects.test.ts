// SPDX-License-Identifier: Apache-2.0

import { type MembershipView, subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { isForApplications } from '../../src/auth/permissions.js';
import { routes } from '../../src/routes/routes.js';
import { newChannelWorld } from '../support/channel-world.js';
import { chaincodeProposal } from '../support/proposals.js';
import { newTestOrganization } from '../support/test-organization.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

interface Call {
  readonly operationID: string;
  readonly path: string;
  readonly body?: object;
}

const subject = subjectOf('urn:opssc:tokens:Org1MSP', 'admin');

/** The three steps of proposals of a kind: made, voted on, withdrawn. */
function proposal(path: string, operationIDs: readonly [string, string, string], body: object): readonly Call[] {
  const [propose, vote, withdraw] = operationIDs;
  return [
    { operationID: propose, path, body },
    { operationID: vote, path: `${path}/vote` },
    { operationID: withdraw, path: `${path}/withdraw` },
  ];
}

const membership = '/consortia/supply/memberships/Org4MSP';
const node = '/environments/testing/nodes/peer0';
const ordererUpdate = {
  channelID: 'mychannel',
  action: 'update',
  opsProfile: [{ operation: 'set-orderer', batchTimeout: '3s' }],
};

/** A request to every route that writes, in an order in which each finds what it is about. */
const calls: readonly Call[] = [
  ...proposal(
    '/chaincode/proposals/c1',
    ['proposeChaincode', 'voteOnChaincodeProposal', 'withdrawChaincodeProposal'],
    chaincodeProposal(),
  ),
  { operationID: 'proposeChannelsUnderNewID', path: '/channel/proposals', body: { proposal: ordererUpdate } },
  ...proposal('/channel/proposals/u1', ['proposeChannels', 'voteOnChannelProposal', 'withdrawChannelProposal'], {
    proposal: ordererUpdate,
  }),
  ...proposal('/channel/stateProposals/s1', ['proposeState', 'voteOnStateProposal', 'withdrawStateProposal'], {
    proposal: { channelID: 'mychannel', state: 'disabled' },
  }),
  ...proposal(
    '/governance/proposals/g1',
    ['proposeGovernance', 'voteOnGovernanceProposal', 'withdrawGovernanceProposal'],
    { proposal: { changes: [{ scope: 'default', policy: 'MAJORITY' }] } },
  ),
  ...proposal('/governance/emergencies/e1', ['proposeEmergency', 'voteOnEmergency', 'withdrawEmergency'], {
    proposal: { action: 'halt', channelID: 'mychannel' },
  }),
  { operationID: 'stopAgent', path: '/agent/stop' },
  { operationID: 'resumeAgent', path: '/agent/resume' },
  { operationID: 'registerOrganization', path: '/organizations', body: { displayName: 'One' } },
  { operationID: 'updateOrganization', path: '/organizations/Org1MSP', body: { displayName: 'Uno' } },
  { operationID: 'foundConsortium', path: '/consortia', body: { consortiumID: 'supply', displayName: 'Supply' } },
  { operationID: 'updateConsortium', path: '/consortia/supply', body: { displayName: 'Supply chain' } },
  { operationID: 'inviteMember', path: '/consortia/supply/memberships', body: { mspID: 'Org4MSP' } },
  { operationID: 'acceptMembership', path: `${membership}/accept` },
  { operationID: 'voteOnMembership', path: `${membership}/vote` },
  { operationID: 'activateMembership', path: `${membership}/activate` },
  {
    operationID: 'createEnvironment',
    path: '/consortia/supply/environments',
    body: {
      environmentID: 'testing',
      displayName: 'Testing',
      consensus: 'bft',
      fabricVersion: '3.1',
      channels: ['mychannel'],
    },
  },
  { operationID: 'updateEnvironment', path: '/environments/testing', body: { region: 'eu' } },
  { operationID: 'enterChannels', path: `${membership}/enter` },
  { operationID: 'updateMembership', path: membership, body: { definition: { name: 'Org4MSP' } } },
  { operationID: 'suspendMembership', path: `${membership}/suspend` },
  { operationID: 'resumeMembership', path: `${membership}/resume` },
  { operationID: 'removeMembership', path: `${membership}/remove` },
  { operationID: 'leaveMembership', path: `${membership}/leave` },
  {
    operationID: 'registerNode',
    path: '/environments/testing/nodes',
    body: { name: 'peer0', type: 'peer', endpoint: 'peer0.example.com:7051' },
  },
  { operationID: 'updateNode', path: node, body: { endpoint: 'peer0.example.com:8051' } },
  { operationID: 'observeNode', path: `${node}/observe`, body: { version: '3.1.1' } },
  { operationID: 'removeNode', path: `${node}/remove` },
  { operationID: 'createCredential', path: '/environments/testing/credentials', body: { name: 'billing' } },
  { operationID: 'revokeCredential', path: '/environments/testing/credentials/billing/revoke' },
  { operationID: 'closeEnvironment', path: '/environments/testing/close' },
  { operationID: 'closeConsortium', path: '/consortia/supply/close' },
  { operationID: 'closeOrganization', path: '/organizations/Org1MSP/close' },
  ...proposal('/limits/proposals/l1', ['proposeLimits', 'voteOnLimitsProposal', 'withdrawLimitsProposal'], {
    proposal: { limits: { nodesPerEnvironment: 6 } },
  }),
  { operationID: 'applyLimits', path: '/limits/proposals/l1/apply' },
];

describe('what a person decides', () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer();
    (await newChannelWorld()).settle(server.fabric);
  });

  after(() => server.stop());

  /** What the organization would have said with its acceptance. */
  const define = async (): Promise<void> => {
    const { resources } = server.fabric;
    const { name, msp } = (await newTestOrganization('Org4')).profile;
    const view = resources.views.get('membership/supply/Org4MSP') as MembershipView;
    resources.put({ ...view, definition: { name, msp: { ...msp } } as unknown as NonNullable<typeof view.definition> });
  };

  it('is asked for at every route that writes', () => {
    const writing = routes.filter(
      ({ method, readsOnly, operationID }) =>
        method === 'post' && readsOnly !== true && !isForApplications(operationID),
    );

    expect(calls.map(({ operationID }) => operationID)).to.have.members(writing.map(({ operationID }) => operationID));
  });

  for (const { operationID, path, body } of calls) {
    it(`goes to the ledger with the person's subject, by ${operationID}`, async () => {
      const { ops, resources } = server.fabric;
      if (operationID === 'enterChannels') {
        await define();
      }
      const before = { ops: ops.submits.length, resources: resources.submits.length };

      const answer = await server.post(path, body);

      const submits = [...ops.submits.slice(before.ops), ...resources.submits.slice(before.resources)];
      expect(answer.status, answer.text).to.equal(200);
      expect(submits).not.to.deep.equal([]);
      for (const { request } of submits) {
        expect(request).to.have.deep.property('subject', subject);
      }
    });
  }
});
