// SPDX-License-Identifier: Apache-2.0

import type { Endpoint } from '../endpoint.js';
import { FabricError } from '../errors/fabric-error.js';
import { fromGrpcError } from '../errors/from-grpc-error.js';

/** pino and the console fit. */
export interface FailoverLogger {
  info(message: string): void;
  warn(message: string): void;
}

export interface FailoverOptions<Target> {
  /** In the order of preference. */
  readonly targets: readonly Target[];
  readonly logger?: FailoverLogger | undefined;
  /** Milliseconds that a failed target is only tried after the others; default 5,000. */
  readonly retryAfterMs?: number;
  /** Milliseconds since any moment. */
  readonly now?: () => number;
}

/**
 * Runs an operation at the first of several endpoints that answers. Only silence makes it go on to the next
 * (`UNAVAILABLE`, `TIMEOUT`): a refusal is an answer, and would be the same elsewhere.
 */
export class Failover<Target extends { readonly endpoint: Endpoint }> {
  readonly #targets: readonly Target[];
  readonly #logger: FailoverLogger | undefined;
  readonly #retryAfterMs: number;
  readonly #now: () => number;
  /** When each target that failed may be preferred again. */
  readonly #failedUntil = new Map<Target, number>();

  constructor(options: FailoverOptions<Target>) {
    this.#targets = options.targets;
    this.#logger = options.logger;
    this.#retryAfterMs = options.retryAfterMs ?? 5_000;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * @throws {@link FabricError}: the refusal of the endpoint that answered; when none did, `UNAVAILABLE` or `TIMEOUT`
   * with what each of them said.
   */
  async run<Result>(operation: (target: Target) => Promise<Result>): Promise<Result> {
    const failures: FabricError[] = [];
    for (const target of this.#inOrder()) {
      try {
        const result = await operation(target);
        this.#succeeded(target);
        return result;
      } catch (cause) {
        const error = fromGrpcError(cause, target.endpoint);
        if (!isSilence(error)) {
          throw error;
        }
        this.failed(target, error);
        failures.push(error);
      }
    }
    throw nobodyAnswered(failures);
  }

  /** Prefers the others for a while. For failures that come later than the call, as those of streams do. */
  failed(target: Target, error: FabricError): void {
    if (!this.#failedUntil.has(target)) {
      this.#logger?.warn(`${error.message}; the others are asked first`);
    }
    this.#failedUntil.set(target, this.#now() + this.#retryAfterMs);
  }

  #succeeded(target: Target): void {
    if (this.#failedUntil.delete(target)) {
      this.#logger?.info(`${target.endpoint.name} (${target.endpoint.address}) answers again`);
    }
  }

  /** Those that failed a moment ago come last, but are not left out: they may be all there is. */
  #inOrder(): readonly Target[] {
    const now = this.#now();
    const isDown = (target: Target): boolean => (this.#failedUntil.get(target) ?? 0) > now;
    return [...this.#targets.filter((target) => !isDown(target)), ...this.#targets.filter(isDown)];
  }
}

/** The node, or the connection to it, said nothing that would be the same elsewhere. */
export function isSilence(error: FabricError): boolean {
  return error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT';
}

function nobodyAnswered(failures: readonly FabricError[]): FabricError {
  const [only] = failures;
  if (only !== undefined && failures.length === 1) {
    return only;
  }
  const last = failures.at(-1);
  return new FabricError({
    // A timeout anywhere leaves open whether it happened; the caller must know.
    code: failures.some(({ code }) => code === 'TIMEOUT') ? 'TIMEOUT' : 'UNAVAILABLE',
    message: failures.length === 0 ? 'no endpoint to ask' : failures.map(({ message }) => message).join('; '),
    reason: failures.find(({ reason }) => reason !== undefined)?.reason,
    status: last?.status,
    details: failures.flatMap(({ details }) => details),
    transactionID: last?.transactionID,
    cause: last,
  });
}
