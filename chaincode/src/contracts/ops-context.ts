// SPDX-License-Identifier: Apache-2.0

import { Context } from 'fabric-contract-api';
import type { Clock } from '../endorser-clock.js';
import { FactLedger } from '../ledger/fact-ledger.js';
import { canonicalJson, type OpsEvent } from '../model/index.js';
import { type Caller, requireAdmin } from './caller.js';
import { requireHonestTime } from './require-honest-time.js';

/** One transaction, as the rules of OpsSC see it. */
export class OpsContext extends Context {
  readonly #clock: Clock;
  #ledger: FactLedger | undefined;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  get ledger(): FactLedger {
    // The stub comes after the constructor.
    this.#ledger ??= new FactLedger(this.stub);
    return this.#ledger;
  }

  get caller(): Caller {
    return { mspID: this.clientIdentity.getMSPID(), certificate: this.clientIdentity.getIDBytes() };
  }

  /** The transaction's time: the same at every endorser. */
  get time(): Date {
    return this.stub.getDateTimestamp();
  }

  /** The channel that the contracts run on. */
  get opsChannel(): string {
    return this.stub.getChannelID();
  }

  /**
   * What every transaction that writes needs.
   *
   * @throws ContractError `NOT_ADMIN`, `CLOCK_SKEW`
   */
  authorizeWrite(): void {
    requireAdmin(this.caller);
    requireHonestTime(this.time, this.#clock());
  }

  /** Fabric keeps one event a transaction: the last. */
  emit(event: OpsEvent): void {
    this.stub.setEvent(event.type, new TextEncoder().encode(canonicalJson(event)));
  }
}
