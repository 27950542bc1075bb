// SPDX-License-Identifier: Apache-2.0

import { exportJWK, generateKeyPair } from 'jose';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Adapter, Provider } from 'oidc-provider';

/** A person as the provider has them. */
export interface Person {
  readonly groups: readonly string[];
  /** Seconds that their tokens are good for; 600 if absent. */
  readonly tokenSeconds?: number;
}

/** An organization's own identity provider on this machine: OpenID Connect with its own issuer and keys. */
export interface IdentityProvider {
  readonly issuer: string;
  /** For the claim `groups` of the tokens that are issued from now on. */
  readonly people: Map<string, Person>;
  /** An access token of somebody that the provider knows. */
  token(name: string): Promise<string>;
  stop(): Promise<void>;
}

export interface IdentityProviderOptions {
  /** Of the API that its tokens are for. */
  readonly audience: string;
  /** Names that may ask for tokens: with a secret of their own, where a login page would be. */
  readonly names: readonly string[];
}

const alg = 'ES256';

export async function startIdentityProvider({ audience, names }: IdentityProviderOptions): Promise<IdentityProvider> {
  const people = new Map<string, Person>();
  const secondsOf = (name: string | undefined): number => people.get(name ?? '')?.tokenSeconds ?? 600;
  let handle: RequestListener = () => undefined;
  const server = createServer((request, response) => {
    handle(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const provider = new Provider(issuer, {
    adapter: newForgetfulAdapter,
    ttl: { ClientCredentials: (_context, { clientId }) => secondsOf(clientId) },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg, use: 'sig', kid: 'one' }] },
    clients: names.map((name) => ({
      client_id: name,
      client_secret: secretOf(name),
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: alg,
    })),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (_context, _resource, client) => ({
          scope: '',
          audience,
          accessTokenTTL: secondsOf(client.clientId),
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    extraTokenClaims: (_context, { clientId }) => ({ groups: people.get(clientId ?? '')?.groups ?? [] }),
  });
  const serve = provider.callback();
  handle = (request, response) => void serve(request, response);
  return {
    issuer,
    people,
    async token(name) {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${name}:${secretOf(name)}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      const answer = (await response.json()) as { readonly access_token?: string };
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

function secretOf(name: string): string {
  return `secret-of-${name}`;
}

/** Keeps nothing: who may ask is in the configuration, and access tokens are good by their signature. */
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
