// SPDX-License-Identifier: Apache-2.0

import type { Adapter, AdapterPayload } from 'oidc-provider';

type Models = Map<string, Map<string, AdapterPayload>>;

/** Keeps what an OpenID provider of a test remembers, for as long as the test. */
export class MemoryAdapter implements Adapter {
  readonly #models: Models;
  readonly #own: Map<string, AdapterPayload>;

  private constructor(models: Models, name: string) {
    this.#models = models;
    this.#own = models.get(name) ?? new Map<string, AdapterPayload>();
    models.set(name, this.#own);
  }

  /** Makes the adapters of one provider, which share what they keep. */
  static store(): (name: string) => Adapter {
    const models: Models = new Map();
    return (name) => new MemoryAdapter(models, name);
  }

  upsert(id: string, payload: AdapterPayload): Promise<undefined> {
    this.#own.set(id, payload);
    return Promise.resolve(undefined);
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#own.get(id));
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#with('uid', uid));
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#with('userCode', userCode));
  }

  consume(id: string): Promise<undefined> {
    const payload = this.#own.get(id);
    if (payload !== undefined) {
      this.#own.set(id, { ...payload, consumed: Math.floor(Date.now() / 1_000) });
    }
    return Promise.resolve(undefined);
  }

  destroy(id: string): Promise<undefined> {
    this.#own.delete(id);
    return Promise.resolve(undefined);
  }

  revokeByGrantId(grantId: string): Promise<undefined> {
    for (const kept of this.#models.values()) {
      for (const [id, payload] of kept) {
        if (payload.grantId === grantId) {
          kept.delete(id);
        }
      }
    }
    return Promise.resolve(undefined);
  }

  #with(field: 'uid' | 'userCode', value: string): AdapterPayload | undefined {
    return [...this.#own.values()].find((payload) => payload[field] === value);
  }
}
