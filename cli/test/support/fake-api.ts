// SPDX-License-Identifier: Apache-2.0

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { FakeLedger } from './fake-ledger.js';
import { FakeProblem } from './fake-problem.js';
import { FakeStreams } from './fake-streams.js';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Below `/api/v1`, with its query. */
  readonly path: string;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

type Answer = unknown;

/** An API server that answers as the real one does, from a ledger in memory. */
export class FakeApi {
  readonly token = 'a-token-of-org1';
  readonly ledger = new FakeLedger();
  readonly streams = new FakeStreams();
  readonly requests: SeenRequest[] = [];
  /** What a preview of unproposed changes answers; by default that there is nothing to change. */
  preview: (proposal: Readonly<Record<string, unknown>>) => Answer = () => {
    throw new FakeProblem(422, 'NOTHING_CHANGES', { field: 'proposal.opsProfile', message: 'changes nothing' });
  };
  /** What it says of where people log in. */
  logins: unknown = { oidc: [] };
  /** Which bearer tokens it takes. */
  accepts: (token: string) => boolean | Promise<boolean> = (token) => token === this.token;
  /** Answers of further routes, by method and path; a function is given the body. */
  readonly answers = new Map<string, unknown>();
  /** Called before each request; may throw a FakeProblem. */
  before: (request: SeenRequest) => void = () => undefined;
  readonly #server: Server = createServer((request, response) => {
    void this.#serve(request, response);
  });

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    this.streams.end();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Of requests that write. */
  get posted(): readonly SeenRequest[] {
    return this.requests.filter(({ method }) => method === 'POST');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const path = url.replace(/^\/api\/v1/, '');
    const body: unknown = headers['content-type'] === undefined ? undefined : await json(request);
    const seen = { method, path, body, headers };
    this.requests.push(seen);
    try {
      this.before(seen);
      const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
      if (path !== '/login' && !(await this.accepts(token))) {
        throw new FakeProblem(401, 'UNAUTHENTICATED');
      }
      if (path === '/events') {
        this.streams.open(response, headers['last-event-id']);
        return;
      }
      const target = new URL(path, 'http://api');
      const [answer, bookmark] = this.#answer(seen, target);
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(bookmark !== undefined && { 'x-bookmark': bookmark }),
      });
      response.end(JSON.stringify(answer));
    } catch (error) {
      const problem = error instanceof FakeProblem ? error : new FakeProblem(500, 'INTERNAL');
      response.writeHead(problem.status, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify(problem.details));
    }
  }

  #answer({ method, body }: SeenRequest, { pathname, searchParams }: URL): readonly [Answer, string?] {
    const query = Object.fromEntries(searchParams);
    const further = this.answers.get(`${method} ${pathname}`);
    if (further !== undefined) {
      return [typeof further === 'function' ? (further as (body: unknown) => Answer)(body) : further];
    }
    const [, resource = '', id = '', action = ''] =
      /^(\/(?:chaincode|channel|governance|limits)\/(?:proposals|stateProposals|emergencies))(?:\/([^/]+))?(?:\/(\w+))?$/.exec(
        pathname,
      ) ?? [];
    switch (`${method} ${resource === '' ? pathname : [resource, id && ':id', action].filter(Boolean).join('/')}`) {
      case 'GET /login':
        return [this.logins];
      case 'GET /organization':
        return [{ mspID: 'Org1MSP', name: 'org1', opsChannel: 'ops-channel' }];
      case 'GET /chaincode/queryChaincodeDefinition':
        return [this.ledger.definition(query)];
      case 'GET /channel/getChannel':
        return [{ ID: query['channelID'], state: 'application' }];
      case 'POST /channel/preview':
        return [this.preview((body as { proposal: Record<string, unknown> }).proposal)];
      case `GET ${resource}`:
        return this.ledger.list(resource, query);
      case `GET ${resource}/:id`:
        return [this.ledger.get(resource, id)];
      case `GET ${resource}/:id/preview`:
        return [this.ledger.previews.get(id) ?? notFound()];
      case `GET ${resource}/:id/histories`:
        return [this.ledger.histories(resource, id)];
      case `POST ${resource}/:id`:
        return [this.ledger.propose(resource, id, body as Record<string, never>)];
      case `POST ${resource}/:id/vote`:
        return [this.ledger.vote(resource, id, body as Record<string, never>)];
      case `POST ${resource}/:id/withdraw`:
        return [this.ledger.withdraw(resource, id)];
      default:
        throw new FakeProblem(404, 'ROUTE_NOT_FOUND');
    }
  }
}

function notFound(): never {
  throw new FakeProblem(404, 'NOT_FOUND');
}
