// SPDX-License-Identifier: Apache-2.0

import { Contract } from 'fabric-contract-api';
import { type Clock, endorserClock } from '../endorser-clock.js';
import { OpsContext } from './ops-context.js';

/** What the contracts share: transactions get an {@link OpsContext}. */
export class OpsContract extends Contract {
  /** Not a `#` field: the decorators call createContext on the prototype, which has no such fields. */
  private readonly clock: Clock;

  constructor(name: string, clock: Clock = endorserClock) {
    super(name);
    this.clock = clock;
  }

  override createContext(): OpsContext {
    return new OpsContext(this.clock);
  }
}
