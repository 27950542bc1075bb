// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const path = '/chaincode/proposals/p1';

describe('a chaincode proposal that is wrong', () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer();
  });

  after(() => server.stop());

  const definition = { sequence: 1 };
  const ccaas = { type: 'ccaas', connection: { address: '{{.host}}:9999' } };
  const collection = { name: 'prices', policy: "OR('Org1MSP.member')" };

  for (const { reason, body, field } of [
    { reason: 'an unknown field', body: { ...chaincodeProposal(), color: 'blue' }, field: 'color' },
    {
      reason: 'an unknown field of the proposal',
      body: chaincodeProposal({ chaincodeNme: 'trade' }),
      field: 'proposal.chaincodeNme',
    },
    {
      reason: 'an unknown field deep inside',
      body: chaincodeProposal({ chaincodePackage: { ...ccaas, connection: { address: 'a:1', port: 2 } } }),
      field: 'proposal.chaincodePackage.connection.port',
    },
    {
      reason: 'a prototype in disguise',
      body: JSON.parse('{"proposal": {}, "__proto__": {"admin": true}}') as unknown,
      field: '__proto__',
    },
    { reason: 'a body of another type', body: [], field: 'body' },
    { reason: 'no proposal', body: {}, field: 'proposal' },
    {
      reason: 'a name that is a number',
      body: chaincodeProposal({ chaincodeName: 7 }),
      field: 'proposal.chaincodeName',
    },
    {
      reason: 'a sequence that is text',
      body: chaincodeProposal({ chaincodeDefinition: { sequence: '1' } }),
      field: 'proposal.chaincodeDefinition.sequence',
    },
    {
      reason: 'initRequired that is text',
      body: chaincodeProposal({ chaincodeDefinition: { ...definition, initRequired: 'yes' } }),
      field: 'proposal.chaincodeDefinition.initRequired',
    },
    {
      reason: 'an over-long chaincode name',
      body: chaincodeProposal({ chaincodeName: 'a'.repeat(65) }),
      field: 'proposal.chaincodeName',
    },
    {
      reason: 'an over-long channel name',
      body: chaincodeProposal({ channelID: 'a'.repeat(250) }),
      field: 'proposal.channelID',
    },
    {
      reason: 'an over-long description',
      body: { ...chaincodeProposal(), description: 'a'.repeat(2001) },
      field: 'description',
    },
    {
      reason: 'a chaincode name that Fabric refuses',
      body: chaincodeProposal({ chaincodeName: 'my--trade' }),
      field: 'proposal.chaincodeName',
    },
    {
      reason: 'the name of a system chaincode',
      body: chaincodeProposal({ chaincodeName: 'qscc' }),
      field: 'proposal.chaincodeName',
    },
    {
      reason: 'a channel name that Fabric refuses',
      body: chaincodeProposal({ channelID: 'MyChannel' }),
      field: 'proposal.channelID',
    },
    {
      reason: 'a version that Fabric refuses',
      body: chaincodeProposal({ chaincodeDefinition: { ...definition, version: '1 0' } }),
      field: 'proposal.chaincodeDefinition.version',
    },
    {
      reason: 'a label that Fabric refuses',
      body: chaincodeProposal({ chaincodePackage: { ...ccaas, label: '../../etc' } }),
      field: 'proposal.chaincodePackage.label',
    },
    {
      reason: 'sequence 0',
      body: chaincodeProposal({ chaincodeDefinition: { sequence: 0 } }),
      field: 'proposal.chaincodeDefinition.sequence',
    },
    {
      reason: 'a negative sequence',
      body: chaincodeProposal({ chaincodeDefinition: { sequence: -1 } }),
      field: 'proposal.chaincodeDefinition.sequence',
    },
    {
      reason: 'half a sequence',
      body: chaincodeProposal({ chaincodeDefinition: { sequence: 1.5 } }),
      field: 'proposal.chaincodeDefinition.sequence',
    },
    {
      reason: 'invalid base64',
      body: chaincodeProposal({ chaincodeDefinition: { ...definition, validationParameter: 'L0No*' } }),
      field: 'proposal.chaincodeDefinition.validationParameter',
    },
    {
      reason: 'base64 of what is no policy',
      body: chaincodeProposal({ chaincodeDefinition: { ...definition, validationParameter: 'bm90IGEgcG9saWN5' } }),
      field: 'proposal.chaincodeDefinition.validationParameter',
    },
    {
      reason: 'a signature policy that cannot be parsed',
      body: chaincodeProposal({ chaincodeDefinition: { ...definition, signaturePolicy: "AND('Org1MSP.member'" } }),
      field: 'proposal.chaincodeDefinition.signaturePolicy',
    },
    {
      reason: 'a signature policy with a role that there is not',
      body: chaincodeProposal({ chaincodeDefinition: { ...definition, signaturePolicy: "OR('Org1MSP.king')" } }),
      field: 'proposal.chaincodeDefinition.signaturePolicy',
    },
    {
      reason: 'a voting policy of a type that there is not',
      body: { ...chaincodeProposal(), policy: { type: 'unanimous' } },
      field: 'policy.type',
    },
    {
      reason: 'a voting policy that nests without end',
      body: { ...chaincodeProposal(), policy: nested(50) },
      field: 'policy',
    },
    {
      reason: 'a policy of a collection that cannot be parsed',
      body: chaincodeProposal({
        chaincodeDefinition: { ...definition, collections: [collection, { ...collection, name: 'b', policy: 'me' }] },
      }),
      field: 'proposal.chaincodeDefinition.collections[1].policy',
    },
    {
      reason: 'collections that are neither an array nor base64 of one',
      body: chaincodeProposal({ chaincodeDefinition: { ...definition, collections: 'prices' } }),
      field: 'proposal.chaincodeDefinition.collections',
    },
    {
      reason: "a collection of v0.4's form that is wrong",
      body: chaincodeProposal({
        chaincodeDefinition: { ...definition, collections: Buffer.from('[{"name":"_"}]').toString('base64') },
      }),
      field: 'proposal.chaincodeDefinition.collections[0].name',
    },
    {
      reason: 'a package of a type that there is not',
      body: chaincodeProposal({ chaincodePackage: { type: 'cobol' } }),
      field: 'proposal.chaincodePackage.type',
    },
    {
      reason: 'a digest that is none',
      body: chaincodeProposal({ chaincodePackage: { ...ccaas, digest: { image: 'latest' } } }),
      field: 'proposal.chaincodePackage.digest.image',
    },
    { reason: 'a deadline that is no time', body: { ...chaincodeProposal(), expires: 'tomorrow' }, field: 'expires' },
    { reason: 'another ID than in the path', body: chaincodeProposal({ ID: 'p2' }), field: 'proposal.ID' },
  ]) {
    it(`is refused for ${reason}, with the field`, async () => {
      const problem = expectProblem(await server.post(path, body), 400, 'INVALID_ARGUMENT');

      expect(problem.fields?.map((wrong) => wrong.field)).to.include(field);
      expect(problem.field).to.equal(problem.fields?.[0]?.field);
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });
  }

  it('is refused with every field that is wrong at once', async () => {
    const body = { ...chaincodeProposal({ channelID: 'X', chaincodeName: '' }), color: 'blue', vote: 'yes' };

    const { fields } = expectProblem(await server.post('/chaincode/proposals/-', body), 400, 'INVALID_ARGUMENT');

    expect(fields?.map(({ field }) => field)).to.have.members([
      'id',
      'proposal.channelID',
      'proposal.chaincodeName',
      'vote',
      'color',
    ]);
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? { type: 'majority' } : { type: 'and', rules: [nested(depth - 1)] };
}
