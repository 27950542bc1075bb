// SPDX-License-Identifier: Apache-2.0

export interface RenewedClientOptions<Client> {
  /** What the client is made of; it is made again when one of them is another (by identity, not by content). */
  readonly parts: () => readonly unknown[];
  readonly make: () => Client;
}

/** A client in use: it stays open until it is released. */
export interface ClientLease<Client> {
  readonly client: Client;
  readonly release: () => void;
}

interface Generation<Client> {
  readonly client: Client;
  readonly parts: readonly unknown[];
  uses: number;
}

/**
 * A client that is made again when its certificates are renewed. Whatever was begun with the old one is finished with it;
 * then it is closed.
 */
export class RenewedClient<Client extends { close(): void }> {
  readonly #options: RenewedClientOptions<Client>;
  #newest: Generation<Client> | undefined;

  constructor(options: RenewedClientOptions<Client>) {
    this.#options = options;
  }

  /** Runs an operation with the newest client. */
  async use<Result>(operation: (client: Client) => Promise<Result>): Promise<Result> {
    const { client, release } = this.lease();
    try {
      return await operation(client);
    } finally {
      release();
    }
  }

  /** The newest client, for longer. */
  lease(): ClientLease<Client> {
    const generation = this.#current();
    generation.uses += 1;
    let released = false;
    return {
      client: generation.client,
      release: () => {
        if (!released) {
          released = true;
          generation.uses -= 1;
          this.#closeOld(generation);
        }
      },
    };
  }

  /** Closes the newest client, whoever uses it. */
  close(): void {
    this.#newest?.client.close();
  }

  #current(): Generation<Client> {
    const parts = this.#options.parts();
    const known = this.#newest;
    if (known !== undefined && parts.every((part, index) => part === known.parts[index])) {
      return known;
    }
    const made = { client: this.#options.make(), parts, uses: 0 };
    this.#newest = made;
    if (known !== undefined) {
      this.#closeOld(known);
    }
    return made;
  }

  #closeOld(generation: Generation<Client>): void {
    if (generation !== this.#newest && generation.uses === 0) {
      generation.client.close();
    }
  }
}
