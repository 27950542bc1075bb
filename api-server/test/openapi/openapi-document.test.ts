// SPDX-License-Identifier: Apache-2.0

import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { openapiDocument } from '../../src/openapi/openapi-document.js';
import { routes } from '../../src/routes/routes.js';

describe('openapiDocument', () => {
  const document = openapiDocument(routes, '1.2.3');

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();

    const { errors } = await validator.validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>);

    expect(errors).to.equal(undefined);
    expect(validator.version).to.equal('3.1');
  });

  it('describes every route, and nothing else', () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );

    const served = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described).to.have.members(served);
  });

  it('gives every operation a name of its own', () => {
    const names = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );

    expect(new Set(names).size).to.equal(names.length);
  });

  it('refers only to schemas that are there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);

    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references).not.to.deep.equal([]);
    expect(known).to.include.members(references);
  });

  it('names every parameter of a path', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(item)) {
        expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).to.deep.equal(names);
      }
    }
  });

  it('says of collections that both forms are taken', () => {
    const { proposal } = document.components.schemas['ChaincodeProposalRequest']?.properties ?? {};

    const { collections } = proposal?.properties?.['chaincodeDefinition']?.properties ?? {};
    expect(collections?.anyOf?.map(({ type }) => type)).to.deep.equal(['array', 'string']);
  });

  it('says of policies that they are taken as trees and as texts', () => {
    const { policy } = document.components.schemas['ChaincodeProposalRequest']?.properties ?? {};

    expect(policy?.anyOf).to.deep.include({ $ref: '#/components/schemas/Policy' });
    expect(policy?.anyOf?.map(({ type }) => type)).to.include('string');
  });

  it('needs credentials but where it says so', () => {
    expect(document.security).to.deep.equal([{ token: [] }, { certificate: [] }]);
    expect(document.paths['/healthz']?.get?.security).to.deep.equal([]);
    expect(document.paths['/metrics']?.get).not.to.have.property('security');
  });
});

describe('examples of requests', () => {
  for (const { operationID, body } of routes) {
    for (const [name, example] of Object.entries(body?.examples ?? {})) {
      it(`are right: ${operationID}, ${name}`, () => {
        expect(body?.schema.safeParse(example).error).to.equal(undefined);
      });
    }
  }
});
