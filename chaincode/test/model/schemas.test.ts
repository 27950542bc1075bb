// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { z } from 'zod';
import {
  attestRequestSchema,
  ContractError,
  outcomeRequestSchema,
  parseArgument,
  parseRequest,
  type Policy,
  proposalBodySchema,
  proposeRequestSchema,
  receiptRequestSchema,
  voteRequestSchema,
} from '../../src/model/index.js';
import { channelStateBody, deployBody } from '../support/bodies.js';

function refusal(schema: z.ZodType, value: unknown): { readonly field: string | undefined; readonly text: string } {
  try {
    parseRequest(schema, value);
  } catch (error) {
    if (error instanceof ContractError && error.code === 'INVALID_ARGUMENT') {
      return { field: error.field, text: error.text };
    }
    throw error;
  }
  throw new Error('expected a refusal');
}

const collection = { name: 'appraisals', policy: "OR('Org1MSP.member')" };

describe('proposalBodySchema', () => {
  it('fills in every default', () => {
    const body = deployBody({ name: 'basic', definition: { sequence: 3, collections: [collection] } });

    expect(parseRequest(proposalBodySchema, body)).to.deep.equal({
      kind: 'deploy-chaincode',
      channelID: 'mychannel',
      chaincodeName: 'basic',
      chaincodePackage: {
        type: 'ccaas',
        label: 'basic_3',
        connection: { address: '{{.host}}:9999', dial_timeout: '10s', tls_required: false },
      },
      chaincodeDefinition: {
        sequence: 3,
        version: '3',
        initRequired: false,
        endorsementPlugin: 'escc',
        validationPlugin: 'vscc',
        collections: [
          {
            ...collection,
            requiredPeerCount: 0,
            maxPeerCount: 0,
            blockToLive: 0,
            memberOnlyRead: false,
            memberOnlyWrite: false,
          },
        ],
      },
    });
  });

  it('leaves a complete body as it is, so that its digest is the same', () => {
    const complete = parseRequest(
      proposalBodySchema,
      deployBody({ definition: { version: '1.0', collections: [collection] } }),
    );

    expect(parseRequest(proposalBodySchema, complete)).to.deep.equal(complete);
  });

  it('takes the limits', () => {
    const definition = { sequence: Number.MAX_SAFE_INTEGER, version: 'a'.repeat(64) };
    const body = deployBody({ channelID: `a${'b'.repeat(248)}`, name: 'a'.repeat(64), definition });

    expect(parseRequest(proposalBodySchema, body)).to.have.property('chaincodeName', 'a'.repeat(64));
  });

  const definition = (more: object) => deployBody({ definition: more });
  const pack = (more: object) => ({ ...deployBody(), chaincodePackage: { ...deployBody().chaincodePackage, ...more } });
  const connection = (more: object) => pack({ connection: { address: 'a:1', ...more } });
  const collections = (...all: readonly object[]) => definition({ collections: all });
  const inDefinition = (path: string) => `chaincodeDefinition.${path}`;

  const refused: readonly { readonly reason: string; readonly body: unknown; readonly field: string }[] = [
    { reason: 'no object', body: 'body', field: 'argument' },
    { reason: 'no kind', body: { ...deployBody(), kind: undefined }, field: 'kind' },
    { reason: 'an unknown kind', body: { ...deployBody(), kind: 'run-command' }, field: 'kind' },
    { reason: 'an unknown field', body: { ...deployBody(), more: 1 }, field: 'more' },
    { reason: 'no channel', body: { ...deployBody(), channelID: undefined }, field: 'channelID' },
    { reason: 'a channel in capitals', body: deployBody({ channelID: 'MyChannel' }), field: 'channelID' },
    { reason: 'a channel that begins with a digit', body: deployBody({ channelID: '1channel' }), field: 'channelID' },
    { reason: 'a channel of 250 characters', body: deployBody({ channelID: 'a'.repeat(250) }), field: 'channelID' },
    { reason: 'an empty channel', body: deployBody({ channelID: '' }), field: 'channelID' },
    { reason: 'a name that ends with a sign', body: deployBody({ name: 'basic-' }), field: 'chaincodeName' },
    { reason: 'a name with two signs', body: deployBody({ name: 'a--b' }), field: 'chaincodeName' },
    { reason: 'a name with a dot', body: deployBody({ name: 'a.b' }), field: 'chaincodeName' },
    { reason: 'a name of 65 characters', body: deployBody({ name: 'a'.repeat(65) }), field: 'chaincodeName' },
    { reason: 'the name of a system chaincode', body: deployBody({ name: 'lscc' }), field: 'chaincodeName' },
    { reason: 'a name with a line break', body: deployBody({ name: 'basic\n' }), field: 'chaincodeName' },
    { reason: 'another package type', body: pack({ type: 'golang' }), field: 'chaincodePackage.type' },
    { reason: 'a label with a slash', body: pack({ label: '../basic' }), field: 'chaincodePackage.label' },
    { reason: 'a label that begins with a dot', body: pack({ label: '.basic' }), field: 'chaincodePackage.label' },
    { reason: 'an unknown field of the package', body: pack({ path: '/tmp' }), field: 'chaincodePackage.path' },
    { reason: 'no address', body: pack({ connection: {} }), field: 'chaincodePackage.connection.address' },
    {
      reason: 'a duration without a unit',
      body: connection({ dial_timeout: '10' }),
      field: 'chaincodePackage.connection.dial_timeout',
    },
    {
      reason: 'text for a truth value',
      body: connection({ tls_required: 'false' }),
      field: 'chaincodePackage.connection.tls_required',
    },
    { reason: 'an empty digest', body: pack({ digest: {} }), field: 'chaincodePackage.digest' },
    {
      reason: 'a digest without its algorithm',
      body: pack({ digest: { image: 'a'.repeat(64) } }),
      field: 'chaincodePackage.digest.image',
    },
    { reason: 'no sequence', body: definition({ sequence: undefined }), field: inDefinition('sequence') },
    { reason: 'sequence 0', body: definition({ sequence: 0 }), field: inDefinition('sequence') },
    { reason: 'a negative sequence', body: definition({ sequence: -1 }), field: inDefinition('sequence') },
    { reason: 'half a sequence', body: definition({ sequence: 1.5 }), field: inDefinition('sequence') },
    { reason: 'a sequence as text', body: definition({ sequence: '1' }), field: inDefinition('sequence') },
    { reason: 'a sequence of 2^53', body: definition({ sequence: 2 ** 53 }), field: inDefinition('sequence') },
    { reason: 'a version with a blank', body: definition({ version: '1 0' }), field: inDefinition('version') },
    { reason: 'an empty version', body: definition({ version: '' }), field: inDefinition('version') },
    {
      reason: 'a plugin with a slash',
      body: definition({ endorsementPlugin: 'a/b' }),
      field: inDefinition('endorsementPlugin'),
    },
    {
      reason: 'what is not base64',
      body: definition({ validationParameter: 'no base64' }),
      field: inDefinition('validationParameter'),
    },
    {
      reason: 'base64 without padding',
      body: definition({ validationParameter: 'YWI' }),
      field: inDefinition('validationParameter'),
    },
    {
      reason: 'a policy that cannot be parsed',
      body: definition({ signaturePolicy: "AND('Org1MSP.member'" }),
      field: inDefinition('signaturePolicy'),
    },
    {
      reason: 'two endorsement policies',
      body: definition({ validationParameter: 'L0E=', signaturePolicy: "OR('Org1MSP.member')" }),
      field: inDefinition('signaturePolicy'),
    },
    { reason: 'no array', body: definition({ collections: {} }), field: inDefinition('collections') },
    {
      reason: 'a collection that begins with _',
      body: collections({ ...collection, name: '_a' }),
      field: inDefinition('collections[0].name'),
    },
    {
      reason: 'a collection twice',
      body: collections(collection, { ...collection, name: 'b' }, collection),
      field: inDefinition('collections[2].name'),
    },
    {
      reason: 'a collection whose members are not a list',
      body: collections({ ...collection, policy: "AND('Org1MSP.member','Org2MSP.member')" }),
      field: inDefinition('collections[0].policy'),
    },
    {
      reason: 'fewer peers than required',
      body: collections(collection, { ...collection, name: 'b', requiredPeerCount: 2, maxPeerCount: 1 }),
      field: inDefinition('collections[1].maxPeerCount'),
    },
    {
      reason: 'a negative peer count',
      body: collections({ ...collection, requiredPeerCount: -1 }),
      field: inDefinition('collections[0].requiredPeerCount'),
    },
    {
      reason: 'an endorsement policy without any',
      body: collections({ ...collection, endorsementPolicy: {} }),
      field: inDefinition('collections[0].endorsementPolicy'),
    },
    {
      reason: 'a channel policy that is no path',
      body: collections({ ...collection, endorsementPolicy: { channelConfigPolicy: 'Endorsement' } }),
      field: inDefinition('collections[0].endorsementPolicy.channelConfigPolicy'),
    },
    {
      reason: 'v0.4 spelling of a collection field',
      body: collections({ ...collection, block_to_live: 3 }),
      field: inDefinition('collections[0].block_to_live'),
    },
    { reason: 'an unknown channel state', body: channelStateBody('ops'), field: 'state' },
  ];
  for (const { reason, body, field } of refused) {
    it(`refuses ${reason}`, () => {
      expect(refusal(proposalBodySchema, body).field).to.equal(field);
    });
  }

  it('tells where a policy is wrong', () => {
    expect(refusal(proposalBodySchema, definition({ signaturePolicy: "AND('Org1MSP.member'" })).text).to.equal(
      'is not a signature policy: expected , or ) at character 21',
    );
  });
});

describe('proposeRequestSchema', () => {
  const request = (more: object) => ({ id: 'p1', body: deployBody(), ...more });
  const nested = (depth: number): Policy =>
    depth === 0 ? { type: 'majority' } : { type: 'and', rules: [nested(depth - 1)] };

  for (const id of ['', '-a', '.a', 'a/b', 'a b', 'ä', 'a'.repeat(65), 7, null]) {
    it(`refuses the ID ${JSON.stringify(id)}`, () => {
      expect(refusal(proposeRequestSchema, request({ id })).field).to.equal('id');
    });
  }

  for (const id of ['p', '1', 'deploy_basic-1.0', 'a'.repeat(64)]) {
    it(`takes the ID ${id}`, () => {
      expect(parseRequest(proposeRequestSchema, request({ id }))).to.include({ id, vote: true });
    });
  }

  it('reads a tree of policies', () => {
    const policy: Policy = {
      type: 'outOf',
      n: 1,
      rules: [
        {
          type: 'and',
          rules: [
            { type: 'percentage', percent: 66 },
            { type: 'organization', mspID: 'Org1MSP' },
          ],
        },
        { type: 'or', rules: [{ type: 'threshold', n: 3 }, { type: 'majority' }] },
      ],
    };

    expect(parseRequest(proposeRequestSchema, request({ policy })).policy).to.deep.equal(policy);
  });

  const policies: readonly { readonly reason: string; readonly policy: unknown; readonly field: string }[] = [
    { reason: 'no object', policy: 7, field: 'policy' },
    { reason: 'a text that is none', policy: 'most', field: 'policy' },
    { reason: 'an unknown rule', policy: { type: 'unanimity' }, field: 'policy.type' },
    { reason: 'a threshold of 0', policy: { type: 'threshold', n: 0 }, field: 'policy.n' },
    { reason: '101 percent', policy: { type: 'percentage', percent: 101 }, field: 'policy.percent' },
    { reason: '0 percent', policy: { type: 'percentage', percent: 0 }, field: 'policy.percent' },
    { reason: 'no rules', policy: { type: 'and', rules: [] }, field: 'policy.rules' },
    {
      reason: 'a mistake inside',
      policy: { type: 'or', rules: [{ type: 'majority' }, {}] },
      field: 'policy.rules[1].type',
    },
    {
      reason: 'more than there are',
      policy: { type: 'outOf', n: 2, rules: [{ type: 'majority' }] },
      field: 'policy.n',
    },
    { reason: 'a further field', policy: { type: 'majority', of: 3 }, field: 'policy.of' },
    { reason: 'a deep tree', policy: nested(9), field: 'policy' },
    { reason: 'a very deep tree', policy: nested(2000), field: 'policy' },
    { reason: 'a wide tree', policy: { type: 'or', rules: Array(201).fill({ type: 'majority' }) }, field: 'policy' },
  ];
  for (const { reason, policy, field } of policies) {
    it(`refuses a policy with ${reason}`, () => {
      expect(refusal(proposeRequestSchema, request({ policy })).field).to.equal(field);
    });
  }

  it('takes a tree as deep as is allowed', () => {
    expect(parseRequest(proposeRequestSchema, request({ policy: nested(8) })).policy).to.deep.equal(nested(8));
  });

  it('refuses deadlines that are no times, and long descriptions', () => {
    expect(refusal(proposeRequestSchema, request({ expires: 'tomorrow' })).field).to.equal('expires');
    expect(refusal(proposeRequestSchema, request({ expires: '2030-01-01' })).field).to.equal('expires');
    expect(refusal(proposeRequestSchema, request({ description: 'a'.repeat(2001) })).field).to.equal('description');
    expect(refusal(proposeRequestSchema, request({ vote: 'no' })).field).to.equal('vote');
  });
});

describe('the other requests', () => {
  const vote = { id: 'p1', status: 'agreed', digest: 'a'.repeat(64) };
  const receipt = { id: 'p1', step: 'install', state: 'done', detail: '' };
  const outcome = { id: 'p1', status: 'committed', detail: '' };
  const attestation = { channelID: 'mychannel', members: ['Org1MSP'], configSequence: 0 };

  const refused: readonly { readonly schema: z.ZodType; readonly value: object; readonly field: string }[] = [
    { schema: voteRequestSchema, value: { ...vote, status: 'abstained' }, field: 'status' },
    { schema: voteRequestSchema, value: { ...vote, digest: 'A'.repeat(64) }, field: 'digest' },
    { schema: voteRequestSchema, value: { ...vote, comment: 'a'.repeat(2001) }, field: 'comment' },
    { schema: receiptRequestSchema, value: { ...receipt, step: 'vote' }, field: 'step' },
    { schema: receiptRequestSchema, value: { ...receipt, state: 'success' }, field: 'state' },
    { schema: receiptRequestSchema, value: { ...receipt, detail: 'a'.repeat(4001) }, field: 'detail' },
    { schema: receiptRequestSchema, value: { ...receipt, observed: { block: '-1' } }, field: 'observed.block' },
    { schema: receiptRequestSchema, value: { ...receipt, observed: { mood: 'good' } }, field: 'observed.mood' },
    { schema: outcomeRequestSchema, value: { ...outcome, status: 'done' }, field: 'status' },
    { schema: outcomeRequestSchema, value: { ...outcome, block: 7 }, field: 'block' },
    { schema: outcomeRequestSchema, value: { ...outcome, transactionID: 'tx' }, field: 'transactionID' },
    { schema: attestRequestSchema, value: { ...attestation, configSequence: -1 }, field: 'configSequence' },
    { schema: attestRequestSchema, value: { ...attestation, members: ['Org 1'] }, field: 'members[0]' },
    { schema: attestRequestSchema, value: { ...attestation, mspID: 'Org2MSP' }, field: 'mspID' },
  ];
  for (const { schema, value, field } of refused) {
    it(`refuse ${JSON.stringify(value).slice(0, 70)} for ${field}`, () => {
      expect(refusal(schema, value).field).to.equal(field);
    });
  }
});

describe('parseArgument', () => {
  const parse = (argument: string) => () => parseArgument(voteRequestSchema, argument);

  it('refuses what is not JSON', () => {
    expect(parse('{"id":')).to.throw(ContractError, 'INVALID_ARGUMENT: argument: must be JSON');
  });

  it('refuses what is too long before it looks at it', () => {
    expect(parse(' '.repeat(1024 * 1024 + 1))).to.throw(ContractError, 'INVALID_ARGUMENT: argument: must have at most');
  });

  it('cuts the names of unknown fields, and what could break the message', () => {
    expect(
      parse(JSON.stringify({ [`a b: ${'c'.repeat(100)}`]: 1, id: 'p1', status: 'agreed', digest: 'a'.repeat(64) })),
    ).to.throw(ContractError, /^INVALID_ARGUMENT: a_b__c{59}: is not known$/);
  });
});
