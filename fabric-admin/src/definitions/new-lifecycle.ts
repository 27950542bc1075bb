// SPDX-License-Identifier: Apache-2.0

import type { GatewayConnection } from '../gateway-connection.js';
import type { CommittedTransaction, Lifecycle, LifecycleDefinition } from '../lifecycle.js';
import { approveArgs, commitArgs } from './definition-args.js';
import { LifecycleQueries } from './lifecycle-queries.js';

export interface LifecycleOptions {
  readonly gateway: GatewayConnection;
  readonly channelID: string;
  /** The own organization: it alone endorses its approvals, and its peers answer the queries. */
  readonly mspID: string;
}

/** The v2 lifecycle on one channel, as an organization. The gateway stays the caller's to close. */
export function newLifecycle(options: LifecycleOptions): Lifecycle {
  return new GatewayLifecycle(options);
}

const LIFECYCLE = '_lifecycle';

class GatewayLifecycle extends LifecycleQueries implements Lifecycle {
  readonly channelID: string;
  readonly #gateway: GatewayConnection;
  readonly #mspID: string;

  constructor({ gateway, channelID, mspID }: LifecycleOptions) {
    super((transaction, args) =>
      gateway.evaluate({
        channelID,
        chaincodeName: LIFECYCLE,
        transaction,
        arguments: [args],
        endorsingOrganizations: [mspID],
      }),
    );
    this.channelID = channelID;
    this.#gateway = gateway;
    this.#mspID = mspID;
  }

  approve(definition: LifecycleDefinition, packageID?: string): Promise<CommittedTransaction> {
    return this.#submit('ApproveChaincodeDefinitionForMyOrg', approveArgs(definition, packageID), [this.#mspID]);
  }

  /** Endorsed as `/Channel/Application/LifecycleEndorsement` demands, by organizations that the Gateway chooses. */
  commit(definition: LifecycleDefinition): Promise<CommittedTransaction> {
    return this.#submit('CommitChaincodeDefinition', commitArgs(definition));
  }

  async #submit(
    transaction: string,
    args: Uint8Array,
    endorsingOrganizations?: readonly string[],
  ): Promise<CommittedTransaction> {
    const { transactionID, blockNumber } = await this.#gateway.submit({
      channelID: this.channelID,
      chaincodeName: LIFECYCLE,
      transaction,
      arguments: [args],
      ...(endorsingOrganizations === undefined ? {} : { endorsingOrganizations }),
    });
    return { transactionID, blockNumber };
  }
}
