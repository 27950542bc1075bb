// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { isForApplications, isOpen, permissionOf, permissions } from '../../src/auth/permissions.js';
import { type Role, roles } from '../../src/auth/role.js';
import { rolesTable } from '../../src/auth/roles-table.js';
import { routes } from '../../src/routes/routes.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const open = routes.filter(({ operationID }) => isOpen(operationID));
const closed = routes.filter(({ operationID }) => !isOpen(operationID));

/** What a request to a route is refused with by its permission alone. */
const turnedAway = [401, 403];

describe('permissions', () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer({ applications: true });
  });

  after(() => server.stop());

  const ask = (route: (typeof routes)[number], headers: Record<string, string>) =>
    server.call(route.method.toUpperCase(), route.path.replaceAll(/:\w+/g, 'x'), { headers });

  it('name every route, and nothing else', () => {
    expect(Object.keys(permissions)).to.have.members(routes.map(({ operationID }) => operationID));
  });

  it('are open for probes, for the description, and for where to log in alone', () => {
    expect(open.map(({ path }) => path)).to.have.members([
      '/healthz',
      '/readyz',
      '/login',
      '/openapi.json',
      '/docs',
      '/docs/style.css',
    ]);
  });

  it('let no one but proposers and voters change anything', () => {
    const changing = closed.filter(({ method, readsOnly }) => method === 'post' && readsOnly !== true);

    for (const { operationID } of changing) {
      expect(permissionOf(operationID), operationID).not.to.include('viewer');
    }
    expect(changing).not.to.deep.equal([]);
  });

  it('have nobody for a route that they do not name', () => {
    expect(permissionOf('somethingNew')).to.deep.equal([]);
  });

  it('are in the guide as they are here', async () => {
    const guide = await readFile(new URL('../../../../docs/access.md', import.meta.url), 'utf8');

    expect(guide).to.include(rolesTable(routes));
  });

  for (const route of closed) {
    const { method, path, operationID } = route;
    const name = `${method.toUpperCase()} ${path}`;

    it(`keep those out of ${name} who are not known`, async () => {
      const answer = await ask(route, { authorization: '' });

      expectProblem(answer, 401, isForApplications(operationID) ? 'CREDENTIAL_REFUSED' : 'UNAUTHENTICATED');
    });

    for (const role of roles) {
      const mayPass = (permissionOf(operationID) as readonly Role[]).includes(role);

      it(`${mayPass ? 'let' : 'do not let'} a ${role} use ${name}`, async () => {
        if (operationID === 'followEvents') {
          // The stream would not end: what comes before it is the same for a header that is wrong.
          const answer = await ask(route, { ...server.as(role), 'last-event-id': 'wrong' });

          expect(turnedAway.includes(answer.status)).to.equal(!mayPass);
          return;
        }
        const answer = await ask(route, server.as(role));

        expect(turnedAway.includes(answer.status)).to.equal(!mayPass);
        if (isForApplications(operationID)) {
          expectProblem(answer, 401, 'CREDENTIAL_REFUSED');
        } else if (!mayPass) {
          expectProblem(answer, 403, 'FORBIDDEN');
        }
      });
    }
  }

  for (const route of open) {
    it(`let everybody use ${route.method.toUpperCase()} ${route.path}`, async () => {
      const answer = await ask(route, { authorization: '' });

      expect(turnedAway).not.to.include(answer.status);
    });
  }
});
