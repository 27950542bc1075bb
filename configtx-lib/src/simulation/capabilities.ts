// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { refusal } from './refusal.js';

export type CapabilityLevel = 'Channel' | 'Orderer' | 'Application';

/** What Fabric 3.1 has (common/capabilities). */
const supported: Readonly<Record<CapabilityLevel, readonly string[]>> = {
  Channel: ['V1_1', 'V1_3', 'V1_4_2', 'V1_4_3', 'V2_0', 'V3_0'],
  Orderer: ['V1_1', 'V1_4_2', 'V2_0'],
  Application: [
    'V1_1',
    'V1_2',
    'V1_3',
    'V1_4_2',
    'V2_0',
    'V2_5',
    'V1_1_PVTDATA_EXPERIMENTAL',
    'V1_1_RESOURCETREE_EXPERIMENTAL',
  ],
};

const migration = ['V1_4_2', 'V1_4_3', 'V2_0', 'V3_0'];

/** The capabilities that a configuration requires at one level. */
export class Capabilities {
  readonly names: readonly string[];
  readonly #level: CapabilityLevel;

  constructor(level: CapabilityLevel, message: common.Capabilities) {
    this.#level = level;
    this.names = [...message.getCapabilitiesMap().keys()];
  }

  /** @throws ConfigTxError `REFUSED` for one that Fabric 3.1 does not have */
  requireSupported(): void {
    const missing = this.names.find((name) => !supported[this.#level].includes(name));
    if (missing !== undefined) {
      throw refusal(`${this.#level} capability ${missing} is required but not supported`);
    }
  }

  /** Channel: organizations name their orderers' endpoints themselves, and the consensus type may change. */
  get hasOrganizationEndpoints(): boolean {
    return this.#hasAny(migration);
  }

  /** Channel: BFT, and no endpoints but those of organizations. */
  get hasBft(): boolean {
    return this.#hasAny(['V3_0']);
  }

  /** Channel and orderer. */
  get allowsMigration(): boolean {
    return this.#hasAny(this.#level === 'Orderer' ? ['V1_4_2', 'V2_0'] : migration);
  }

  /** Orderer: clients' certificates must not have expired. */
  get checksExpiration(): boolean {
    return this.#hasAny(['V1_1', 'V1_4_2', 'V2_0']);
  }

  /** Application. */
  get hasAcls(): boolean {
    return this.#hasAny(['V1_2', 'V1_3', 'V1_4_2', 'V2_0', 'V2_5']);
  }

  #hasAny(names: readonly string[]): boolean {
    return names.some((name) => this.names.includes(name));
  }
}
