// SPDX-License-Identifier: Apache-2.0

import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { isSecure } from './oidc-issuer-schema.js';

/** Milliseconds. */
export interface KeysTiming {
  /** For an answer of the identity provider. */
  readonly timeout: number;
  /** Between two looks for a key that is not known: tokens with keys of fancy names must not become requests. */
  readonly cooldown: number;
  /** Until keys are fetched again although they are known: one that the provider has taken away is out by then. */
  readonly maxAge: number;
  /** Until a provider that did not answer is asked again. */
  readonly retry: number;
}

export const defaultKeysTiming: KeysTiming = { timeout: 5_000, cooldown: 30_000, maxAge: 600_000, retry: 1_000 };

/** The public keys of one identity provider, found by discovery when they are first needed. */
export class IssuerKeys {
  readonly #issuer: string;
  readonly #timing: KeysTiming;
  #keys: Promise<JWTVerifyGetKey> | undefined;
  /** When a failed discovery may be repeated, on the clock of `performance.now()`. */
  #retryAt = Infinity;

  constructor(issuer: string, timing: KeysTiming) {
    this.#issuer = issuer;
    this.#timing = timing;
  }

  /** @throws the failure of fetch, or ZodError, when the provider can't be asked or says something else */
  get(): Promise<JWTVerifyGetKey> {
    if (this.#keys === undefined || performance.now() >= this.#retryAt) {
      this.#retryAt = Infinity;
      this.#keys = this.#discover().catch((error: unknown) => {
        this.#retryAt = performance.now() + this.#timing.retry;
        throw error;
      });
    }
    return this.#keys;
  }

  /** OpenID Connect Discovery 1.0: what is found must be about this very issuer. */
  async #discover(): Promise<JWTVerifyGetKey> {
    const { timeout, cooldown, maxAge } = this.#timing;
    const url = `${this.#issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeout) });
    if (!response.ok) {
      throw new Error(`${url} answers with ${String(response.status)}`);
    }
    const schema = z.object({
      issuer: z.literal(this.#issuer),
      jwks_uri: z.url().refine(isSecure, 'must be https'),
    });
    const { jwks_uri } = schema.parse(await response.json());
    return createRemoteJWKSet(new URL(jwks_uri), {
      timeoutDuration: timeout,
      cooldownDuration: cooldown,
      cacheMaxAge: maxAge,
    });
  }
}
