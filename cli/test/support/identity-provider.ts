// SPDX-License-Identifier: Apache-2.0

import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { MemoryAdapter } from './memory-adapter.js';

/** A real OpenID provider on this machine, at which people log in. */
export interface IdentityProvider {
  readonly issuer: string;
  /** As an API server tells where people log in. */
  readonly offer: Readonly<Record<string, unknown>>;
  /** Who logs in next, or `undefined`: it is denied. */
  person: string | undefined;
  /** Called for each request at the token endpoint; what it returns is answered in place of the provider. */
  onToken: () => { readonly error: string } | undefined;
  /** How often a path was asked for. */
  requests(path: '/token' | '/token/revocation'): number;
  /** Verifies an access token as an API server does, at a time. */
  accepts(token: string, now?: Date): Promise<boolean>;
  stop(): Promise<void>;
}

/** Whom the access tokens are for. */
const resource = 'https://opssc.org1.example.com';
const clientID = 'opssc';
const alg = 'ES256';

/** Seconds that an access token is good for. */
export const tokenSeconds = 60;

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const verify = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg, use: 'sig', kid: 'the key' }] });
  const provider = new Provider(issuer, {
    adapter: MemoryAdapter.store(),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg, use: 'sig', kid: 'the key' }] },
    cookies: { keys: ['a secret of the test'] },
    clients: [
      {
        client_id: clientID,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: ['http://127.0.0.1/callback'],
        response_types: ['code'],
        id_token_signed_response_alg: alg,
      },
    ],
    ttl: {
      AccessToken: tokenSeconds,
      DeviceCode: 60,
      RefreshToken: 3_600,
      Grant: 3_600,
      Interaction: 60,
      Session: 60,
      IdToken: 60,
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (context, form) => void (context.body = form),
        userCodeConfirmSource: (context, form) => void (context.body = form),
        successSource: (context) => void (context.body = 'logged in'),
      },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: resource,
          accessTokenTTL: tokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    renderError: (context, out) => void (context.body = JSON.stringify(out)),
  });
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/device/auth' && context.status === 200) {
      // RFC 8628 lets the provider say how often it may be asked; a test is not to wait for its default of 5 seconds.
      context.body = { ...(context.body as object), interval: 1 };
    }
  });
  const serve = provider.callback();
  const state = { person: 'alice' as string | undefined, onToken: (): { error: string } | undefined => undefined };
  const requests = new Map<string, number>();

  /** What the pages of a provider ask a person: who it is, and whether it agrees. */
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
    if (state.person === undefined) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
    } else if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, { login: { accountId: state.person } });
    } else {
      const accountId = session?.accountId ?? state.person;
      const grant =
        (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
        new provider.Grant({ accountId, clientId: String(params['client_id']) });
      grant.addOIDCScope('openid offline_access');
      await provider.interactionFinished(
        request,
        response,
        { consent: { grantId: await grant.save() } },
        { mergeWithLastSubmission: true },
      );
    }
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/') === true) {
      void interact(request, response);
      return;
    }
    const { url = '' } = request;
    requests.set(url, (requests.get(url) ?? 0) + 1);
    if (url === '/token') {
      const answer = state.onToken();
      if (answer !== undefined) {
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
        return;
      }
    }
    void serve(request, response);
  });

  return Object.assign(state, {
    issuer,
    offer: { issuer, clientID, scopes: ['openid', 'offline_access'], resource },
    requests: (path: string) => requests.get(path) ?? 0,
    accepts: (token: string, now = new Date()) =>
      jwtVerify(token, verify, { issuer, audience: resource, currentDate: now }).then(
        () => true,
        () => false,
      ),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
