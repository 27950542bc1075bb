// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';

/** One thing that the agent needs, and why it is not there. */
export interface Condition {
  readonly name: string;
  readonly ready: boolean;
  /** Why it is not there; or what there is to know about it. */
  readonly reason?: string;
  /** ISO 8601: since when it is so. */
  readonly since: string;
}

/** What the agent needs to do its work. A change is said in one line of the log, and only once. */
export class Conditions {
  readonly #logger: Logger;
  readonly #now: () => number;
  readonly #conditions = new Map<string, Condition>();

  constructor(options: { readonly logger: Logger; readonly now: () => number }) {
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Known, but not yet seen: not ready. */
  expect(name: string): void {
    this.#conditions.set(name, this.#condition(name, 'not seen yet'));
  }

  ok(name: string): void {
    const before = this.#conditions.get(name);
    if (before?.ready !== true) {
      this.#conditions.set(name, this.#condition(name));
      this.#logger.info({ condition: name }, `${name} is ready`);
    }
  }

  /** Nothing is missing, but somebody should know. */
  note(name: string, remark: string): void {
    if (this.#conditions.get(name)?.reason !== remark) {
      this.#conditions.set(name, { ...this.#condition(name, remark), ready: true });
      this.#logger.warn({ condition: name }, remark);
    }
  }

  fail(name: string, reason: string): void {
    const before = this.#conditions.get(name);
    if (before?.reason !== reason) {
      this.#conditions.set(name, this.#condition(name, reason));
    }
    // Another wording of the same trouble is shown in readiness; the log has said it.
    if (before === undefined || before.ready || before.reason === 'not seen yet') {
      this.#logger.warn({ condition: name }, `${name} is not ready: ${reason}`);
    }
  }

  /** It is not needed any more. */
  forget(name: string): void {
    this.#conditions.delete(name);
  }

  isReady(name: string): boolean {
    return this.#conditions.get(name)?.ready === true;
  }

  get ready(): boolean {
    return this.list().every((condition) => condition.ready);
  }

  list(): readonly Condition[] {
    return [...this.#conditions.values()];
  }

  #condition(name: string, reason?: string): Condition {
    const since = new Date(this.#now()).toISOString();
    return reason === undefined ? { name, ready: true, since } : { name, ready: false, reason, since };
  }
}
