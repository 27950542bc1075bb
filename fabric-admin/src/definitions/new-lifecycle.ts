// SPDX-License-Identifier: Apache-2.0

import type { EndorsedTransaction, GatewayConnection } from '../gateway-connection.js';
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

  async approve(definition: LifecycleDefinition, packageID?: string): Promise<CommittedTransaction> {
    return this.submit(await this.endorseApproval(definition, packageID));
  }

  endorseApproval(definition: LifecycleDefinition, packageID?: string): Promise<EndorsedTransaction> {
    const args = approveArgs(definition, packageID);
    return this.#endorse('ApproveChaincodeDefinitionForMyOrg', args, [this.#mspID]);
  }

  async commit(
    definition: LifecycleDefinition,
    endorsingOrganizations?: readonly string[],
  ): Promise<CommittedTransaction> {
    const args = commitArgs(definition);
    return this.submit(await this.#endorse('CommitChaincodeDefinition', args, endorsingOrganizations));
  }

  async submit(transaction: EndorsedTransaction): Promise<CommittedTransaction> {
    const { transactionID, blockNumber } = await this.#gateway.submitEndorsed(transaction);
    return { transactionID, blockNumber };
  }

  #endorse(
    transaction: string,
    args: Uint8Array,
    endorsingOrganizations?: readonly string[],
  ): Promise<EndorsedTransaction> {
    return this.#gateway.endorse({
      channelID: this.channelID,
      chaincodeName: LIFECYCLE,
      transaction,
      arguments: [args],
      ...(endorsingOrganizations === undefined ? {} : { endorsingOrganizations }),
    });
  }
}
