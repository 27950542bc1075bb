// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { channelOperationNames, ContractError, parseRequest, proposalBodySchema } from '../../src/model/index.js';
import { createBody, updateBody } from '../support/bodies.js';

const parse = (body: unknown) => parseRequest(proposalBodySchema, body);

/** Arrays in arrays: a value of this depth. */
function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < depth; level += 1) {
    value = [value];
  }
  return value;
}

const operation = (more: object) => ({ operation: 'set-msp', name: 'Org1', ...more });
const update = (...operations: readonly object[]) => updateBody('mychannel', operations);
const create = (profile: unknown) => ({ ...createBody(['Org1MSP']), profile });

describe('proposalBodySchema for channels', () => {
  for (const name of channelOperationNames) {
    it(`takes the operation ${name} with fields that it does not know`, () => {
      const body = update({ operation: name, anything: { at: ['all', 1, true, null, -0.5] } });

      expect(parse(body)).to.deep.equal(body);
    });
  }

  it('takes the limits', () => {
    const operations = Array.from({ length: 100 }, () => operation({ deep: nested(19) }));

    expect(parse(update(...operations))).to.deep.equal(update(...operations));
    expect(parse(create({ deep: nested(19) }))).to.deep.equal(create({ deep: nested(19) }));
  });

  it('takes half a megabyte, and not a byte more', () => {
    const overhead = JSON.stringify(update(operation({ pem: '' }))).length;
    const pem = 'x'.repeat(512 * 1024 - overhead);

    expect(parse(update(operation({ pem })))).to.have.property('kind', 'update-channel');
    expect(() => parse(update(operation({ pem: `${pem}x` })))).to.throw(
      ContractError,
      'must have at most 524288 bytes',
    );
    expect(() => parse(create({ text: 'ü'.repeat(256 * 1024) }))).to.throw(ContractError, 'at most 524288 bytes');
  });

  const deep = `.deep${'[0]'.repeat(19)}`;
  const refusals: readonly { readonly reason: string; readonly body: unknown; readonly message: string }[] = [
    { reason: 'no operations', body: updateBody('mychannel', []), message: 'operations: must have an operation' },
    {
      reason: 'more than 100',
      body: update(...Array.from({ length: 101 }, () => operation({}))),
      message: 'operations: must have at most 100 operations',
    },
    {
      reason: 'an unknown operation',
      body: update({ operation: 'conquer' }),
      message: 'operations[0].operation: must be one of set-organization, remove-organization',
    },
    { reason: 'no name of an operation', body: update(operation({}), {}), message: 'operations[1].operation: ' },
    {
      reason: 'an operation that is a text',
      body: { ...updateBody(), operations: ['set-msp'] },
      message: 'operations[0]: must be an object',
    },
    {
      reason: 'an unknown field beside the operations',
      body: { ...updateBody(), wish: 1 },
      message: 'wish: is not known',
    },
    {
      reason: 'an operation nested too deeply',
      body: update(operation({}), operation({ deep: nested(20) })),
      message: `operations[1]${deep}: must be nested at most 20 deep`,
    },
    {
      reason: 'a profile nested too deeply',
      body: create({ deep: nested(20) }),
      message: `profile${deep}: must be nested at most 20 deep`,
    },
    {
      reason: 'a profile nested beyond all measure',
      body: create({ deep: nested(100_000) }),
      message: `profile${deep}: must be nested`,
    },
    {
      reason: 'a number that JSON cannot say',
      body: update(operation({ port: NaN })),
      message: 'operations[0].port: must be a finite number',
    },
    {
      reason: 'a value that JSON cannot say',
      body: update(operation({ at: [new Date(0)] })),
      message: 'operations[0].at[0]: must be JSON',
    },
    {
      reason: 'a field that does not survive copying',
      body: update(operation({ msp: JSON.parse('{"__proto__": 1}') as unknown })),
      message: 'operations[0].msp: must not have a field with this name',
    },
    {
      reason: 'a field with an endless name',
      body: create({ a: { ['b'.repeat(257)]: 1 } }),
      message: 'profile.a: must not have a field with over 256',
    },
    { reason: 'a profile that is null', body: create(null), message: 'profile: must be an object' },
  ];
  for (const { reason, body, message } of refusals) {
    it(`refuses ${reason}`, () => {
      expect(() => parse(body)).to.throw(ContractError, `INVALID_ARGUMENT: ${message}`);
    });
  }
});
