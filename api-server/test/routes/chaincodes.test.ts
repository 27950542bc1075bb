// SPDX-License-Identifier: Apache-2.0

import { collectionConfigPackage, type CommittedDefinition, FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { definitionSchema } from '../../src/views/definition-view.js';
import { installedSchema } from '../../src/views/installed-view.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const collection = {
  name: 'prices',
  policy: "OR('Org1MSP.member', 'Org2MSP.member')",
  requiredPeerCount: 0,
  maxPeerCount: 1,
  blockToLive: 3,
  memberOnlyRead: true,
  memberOnlyWrite: false,
  endorsementPolicy: { signaturePolicy: "OR('Org1MSP.member')" },
};

const definition: CommittedDefinition = {
  name: 'trade',
  sequence: 2n,
  version: '2.0',
  initRequired: false,
  endorsementPlugin: 'escc',
  validationPlugin: 'vscc',
  validationParameter: Buffer.from('policy'),
  collections: collectionConfigPackage([collection]),
  approvals: { Org1MSP: true, Org2MSP: false },
};

describe('chaincodes', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
    server.fabric.definitions.push(definition);
  });

  afterEach(() => server.stop());

  it("show a committed definition in v0.4's names", async () => {
    const { json } = await server.get('/chaincode/queryChaincodeDefinition?channelID=mychannel&chaincodeName=trade');

    const identity = (mspID: string) => ({ principal: Buffer.from(`\n\x07${mspID}`).toString('base64') });
    expect(definitionSchema.parse(json)).to.deep.equal({
      name: 'trade',
      sequence: '2',
      version: '2.0',
      endorsement_plugin: 'escc',
      validation_plugin: 'vscc',
      validation_parameter: Buffer.from('policy').toString('base64'),
      init_required: false,
      approvals: { Org1MSP: true, Org2MSP: false },
      collections: {
        config: [
          {
            static_collection_config: {
              name: 'prices',
              member_orgs_policy: {
                signature_policy: {
                  rule: { n_out_of: { n: 1, rules: [{ signed_by: 0 }, { signed_by: 1 }] } },
                  identities: [identity('Org1MSP'), identity('Org2MSP')],
                },
              },
              maximum_peer_count: 1,
              block_to_live: '3',
              member_only_read: true,
              endorsement_policy: {
                signature_policy: {
                  rule: { n_out_of: { n: 1, rules: [{ signed_by: 0 }] } },
                  identities: [identity('Org1MSP')],
                },
              },
            },
          },
        ],
      },
      collectionsConfig: [collection],
    });
  });

  it('say that nothing of a name is committed', async () => {
    const answer = await server.get('/chaincode/queryChaincodeDefinition?channelID=mychannel&chaincodeName=none');

    expectProblem(answer, 404, 'CHAINCODE_NOT_DEFINED');
  });

  it('list the committed definitions of a channel', async () => {
    const { json } = await server.get('/chaincode/queryChaincodeDefinitions?channelID=mychannel');

    expect(json).to.have.nested.property('chaincode_definitions[0].name', 'trade');
  });

  it('say that a channel is not there', async () => {
    server.fabric.lifecycleFailure = new FabricError({ code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL', message: 'none' });

    expectProblem(await server.get('/chaincode/queryChaincodeDefinitions?channelID=none'), 404, 'UNKNOWN_CHANNEL');
  });

  describe('that are installed', () => {
    const references = [{ channelID: 'mychannel', name: 'trade', version: '1.0' }];
    const down = new FabricError({ code: 'UNAVAILABLE', message: 'peer1 (localhost:1): no connection' });

    it('tell which peers have them', async () => {
      const [peer0, peer1] = server.fabric.peers;
      peer0?.installed.push({ packageID: 'trade:1', label: 'trade', references });
      peer1?.installed.push(
        { packageID: 'trade:1', label: 'trade', references: [] },
        { packageID: 'other:2', label: 'other', references: [] },
      );

      const { json } = await server.get('/chaincode/getInstalledChaincodes');

      expect(installedSchema.parse(json)).to.deep.equal({
        installed_chaincodes: [
          {
            package_id: 'trade:1',
            label: 'trade',
            references: { mychannel: { chaincodes: [{ name: 'trade', version: '1.0' }] } },
            peers: ['peer0', 'peer1'],
          },
          { package_id: 'other:2', label: 'other', references: {}, peers: ['peer1'] },
        ],
        peers: [{ name: 'peer0' }, { name: 'peer1' }],
      });
    });

    it('tell which peer did not answer', async () => {
      const [, peer1] = server.fabric.peers;
      Object.assign(peer1 ?? {}, { failure: down });

      const { json } = await server.get('/chaincode/getInstalledChaincodes');

      expect(installedSchema.parse(json).peers).to.deep.equal([
        { name: 'peer0' },
        { name: 'peer1', problem: 'peer1 (localhost:1): no connection' },
      ]);
    });

    it('are not known when no peer answers', async () => {
      for (const peer of server.fabric.peers) {
        peer.failure = down;
      }

      expectProblem(await server.get('/chaincode/getInstalledChaincodes'), 503, 'FABRIC_UNAVAILABLE');
    });
  });
});
