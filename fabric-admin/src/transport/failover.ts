// SPDX-License-Identifier: Apache-2.0

import type { Endpoint } from '../endpoint.js';
import { FabricError, type FabricErrorCode } from '../errors/fabric-error.js';
import { fromGrpcError } from '../errors/from-grpc-error.js';
import { HsmError } from '../pkcs11/hsm-error.js';

/** pino and the console fit. */
export interface FailoverLogger {
  info(message: string): void;
  warn(message: string): void;
}

export interface FailoverOptions<Target> {
  /** In the order of preference. */
  readonly targets: readonly Target[];
  readonly logger?: FailoverLogger | undefined;
  /** Milliseconds since any moment. */
  readonly now?: (() => number) | undefined;
}

/** A target that failed is only asked after the others for this long, twice as long after each further failure. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 120_000;

/**
 * Runs an operation at the first of several endpoints that can carry it out. It goes on to the next where this one does
 * not answer (`UNAVAILABLE`, `TIMEOUT`) or is not on the channel; any other refusal would be the same elsewhere.
 */
export class Failover<Target extends { readonly endpoint: Endpoint }> {
  readonly #targets: readonly Target[];
  readonly #logger: FailoverLogger | undefined;
  readonly #now: () => number;
  readonly #failures = new Map<Target, { readonly inARow: number; readonly until: number }>();

  constructor(options: FailoverOptions<Target>) {
    this.#targets = options.targets;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * @throws {@link FabricError}: the refusal of the endpoint that answered; when none could, what each of them said,
   * as `TIMEOUT` if it is open whether one of them did it.
   */
  async run<Result>(operation: (target: Target) => Promise<Result>): Promise<Result> {
    const failures: FabricError[] = [];
    for (const target of this.#inOrder()) {
      try {
        return await this.#ask(target, operation);
      } catch (cause) {
        const error = cause as FabricError;
        if (!mayDifferElsewhere(error)) {
          throw error;
        }
        failures.push(error);
      }
    }
    throw nobodyAnswered(failures);
  }

  /**
   * Runs an operation at all endpoints at once, and resolves with the first that carried it out; the others go on.
   *
   * @throws {@link FabricError} when none did: the first refusal, or what each of them said, as `run` does
   */
  async runAtAll<Result>(operation: (target: Target) => Promise<Result>): Promise<Result> {
    try {
      return await Promise.any(this.#targets.map((target) => this.#ask(target, operation)));
    } catch (aggregate) {
      const failures = (aggregate as AggregateError).errors as FabricError[];
      throw failures.find((error) => !mayDifferElsewhere(error)) ?? nobodyAnswered(failures);
    }
  }

  /** @throws {@link FabricError} */
  async #ask<Result>(target: Target, operation: (target: Target) => Promise<Result>): Promise<Result> {
    try {
      const result = await operation(target);
      this.#succeeded(target);
      return result;
    } catch (cause) {
      const error = fromGrpcError(cause, target.endpoint);
      this.failed(target, error);
      throw error;
    }
  }

  /**
   * Prefers the others for a while if this target does not answer. Streams fail later than the call that opens them, so
   * their owner says it.
   */
  failed(target: Target, error: FabricError): void {
    if (!isSilence(error)) {
      return;
    }
    const before = this.#failures.get(target);
    if (before === undefined) {
      this.#logger?.warn(`${error.message}; the others are asked first`);
    } else if (before.until > this.#now()) {
      // One outage fails all calls that are under way.
      return;
    }
    const inARow = (before?.inARow ?? 0) + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (inARow - 1), LONGEST_PAUSE_MS);
    this.#failures.set(target, { inARow, until: this.#now() + pause });
  }

  #succeeded(target: Target): void {
    if (this.#failures.delete(target)) {
      this.#logger?.info(`${target.endpoint.name} (${target.endpoint.address}) answers again`);
    }
  }

  /** Those that failed a moment ago come last, but are not left out: they may be all there is. */
  #inOrder(): readonly Target[] {
    const now = this.#now();
    const isDown = (target: Target): boolean => (this.#failures.get(target)?.until ?? now) > now;
    return [...this.#targets.filter((target) => !isDown(target)), ...this.#targets.filter(isDown)];
  }
}

/** With a reason, a node did answer: it is well, but others that it needs are not. */
function isSilence(error: FabricError): boolean {
  return error.reason === undefined && mayDifferElsewhere(error);
}

/** What could not be signed was sent to nobody. */
function mayDifferElsewhere(error: FabricError): boolean {
  if (error instanceof HsmError) {
    return false;
  }
  return error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT' || error.reason === 'UNKNOWN_CHANNEL';
}

function nobodyAnswered(failures: readonly FabricError[]): FabricError {
  const [first] = failures;
  if (first !== undefined && failures.length === 1) {
    return first;
  }
  const last = failures.at(-1);
  return new FabricError({
    code: commonCode(failures.map(({ code }) => code)),
    message: failures.length === 0 ? 'no endpoint to ask' : failures.map(({ message }) => message).join('; '),
    reason: failures.every(({ reason }) => reason === first?.reason) ? first?.reason : undefined,
    status: last?.status,
    details: failures.flatMap(({ details }) => details),
    transactionID: last?.transactionID,
    cause: last,
  });
}

/** A timeout anywhere leaves open whether it happened, and the caller must know. */
function commonCode(codes: readonly FabricErrorCode[]): FabricErrorCode {
  const [first = 'UNAVAILABLE'] = codes;
  if (codes.includes('TIMEOUT')) {
    return 'TIMEOUT';
  }
  return codes.every((code) => code === first) ? first : 'UNAVAILABLE';
}
