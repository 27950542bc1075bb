// SPDX-License-Identifier: Apache-2.0

import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Adapter, Provider } from 'oidc-provider';

/** What access tokens of a provider say. */
export interface TokenTerms {
  readonly audience?: string;
  /** Seconds that a token is good for. */
  readonly ttl?: number;
  /** Claims beside those of the standard. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A real OpenID provider on this machine. It issues access tokens to clients by their secret, as JWTs. */
export interface IdentityProvider {
  readonly issuer: string;
  /** The private keys that it signs with. */
  readonly keys: readonly JWK[];
  token(terms?: TokenTerms): Promise<string>;
  /** Signs with a new key from now on, and knows the old one no more. */
  rotate(): Promise<void>;
  /** Requests for its keys so far. */
  keyRequests(): number;
  /** While it is set, every request is answered with 500. */
  failing: boolean;
  stop(): Promise<void>;
}

export const audience = 'https://opssc.org1.example.com';
const client = { id: 'ci', secret: 'a secret of the test' };
const alg = 'ES256';

export async function startIdentityProvider(): Promise<IdentityProvider> {
  let handle: RequestListener = () => undefined;
  let keyRequests = 0;
  let failing = false;
  const terms: { audience: string; ttl: number; claims: Readonly<Record<string, unknown>> } = {
    audience,
    ttl: 60,
    claims: {},
  };
  const server = createServer((request, response) => {
    keyRequests += request.url === '/jwks' ? 1 : 0;
    if (failing) {
      response.writeHead(500).end();
    } else {
      handle(request, response);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  let keys: readonly JWK[] = [];
  let count = 0;
  const rotate = async (): Promise<void> => {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    count += 1;
    keys = [{ ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `key ${String(count)}` }];
    const provider = new Provider(issuer, {
      adapter: newForgetfulAdapter,
      ttl: { ClientCredentials: () => terms.ttl },
      jwks: { keys: [...keys] },
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
          id_token_signed_response_alg: alg,
        },
      ],
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => audience,
          getResourceServerInfo: () => ({
            scope: '',
            audience: terms.audience,
            accessTokenTTL: terms.ttl,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg } },
          }),
        },
      },
      extraTokenClaims: () => terms.claims,
    });
    const serve = provider.callback();
    handle = (request, response) => void serve(request, response);
  };
  await rotate();
  return {
    issuer,
    get keys() {
      return keys;
    },
    rotate,
    keyRequests: () => keyRequests,
    get failing() {
      return failing;
    },
    set failing(value) {
      failing = value;
    },
    async token(wanted = {}) {
      Object.assign(terms, { audience, ttl: 60, claims: {} }, wanted);
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${client.id}:${encodeURIComponent(client.secret)}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      const answer = (await response.json()) as { access_token?: string };
      if (answer.access_token === undefined) {
        throw new Error(`the provider gave no token: ${JSON.stringify(answer)}`);
      }
      return answer.access_token;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Keeps nothing: the provider's clients are in its configuration, and its access tokens are good by their signature. */
function newForgetfulAdapter(): Adapter {
  const nothing = () => Promise.resolve(undefined);
  return {
    upsert: nothing,
    find: nothing,
    findByUserCode: nothing,
    findByUid: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  };
}
