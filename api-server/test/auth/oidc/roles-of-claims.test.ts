// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { rolesOfClaims } from '../../../src/auth/oidc/roles-of-claims.js';

const map = { deciders: ['voter'], bosses: ['admin', 'viewer'] } as const;

describe('rolesOfClaims', () => {
  for (const { reason, claim, claims, expected } of [
    {
      reason: 'a list',
      claim: 'groups',
      claims: { groups: ['deciders', 'bosses'] },
      expected: ['voter', 'admin', 'viewer'],
    },
    { reason: 'one name', claim: 'groups', claims: { groups: 'deciders' }, expected: ['voter'] },
    { reason: 'names with spaces between', claim: 'scope', claims: { scope: 'openid deciders' }, expected: ['voter'] },
    {
      reason: 'a path into an object',
      claim: 'realm_access.roles',
      claims: { realm_access: { roles: ['deciders'] } },
      expected: ['voter'],
    },
    {
      reason: 'a name with dots',
      claim: 'https://example.com/roles',
      claims: { 'https://example.com/roles': ['deciders'] },
      expected: ['voter'],
    },
    { reason: 'nothing', claim: 'groups', claims: {}, expected: [] },
    { reason: 'a path that ends early', claim: 'a.b', claims: { a: 'deciders' }, expected: [] },
    { reason: 'what every object has', claim: 'constructor.name', claims: {}, expected: [] },
    {
      reason: 'names that every object has',
      claim: 'groups',
      claims: { groups: ['toString', '__proto__'] },
      expected: [],
    },
    { reason: 'no names', claim: 'groups', claims: { groups: [1, null, ['deciders']] }, expected: [] },
  ]) {
    it(`gives ${expected.join(', ') || 'nothing'} for ${reason}`, () => {
      const roles = rolesOfClaims(claims, { claim, map });

      expect([...roles]).to.deep.equal(expected);
    });
  }
});
