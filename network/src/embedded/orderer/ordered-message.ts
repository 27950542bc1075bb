// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { NodeIdentity } from '../node/node-identity.js';
import type { ChannelState } from './channel-state.js';
import { processNormalMessage } from './message-filters.js';
import type { Consenter } from './orderer-config.js';
import { processConfigUpdate } from './process-config-update.js';

/** A message to be ordered, with the configuration sequence that it was checked against. */
export type OrderedMessage =
  | { readonly kind: 'normal'; readonly envelope: common.Envelope; readonly sequence: bigint }
  | {
      readonly kind: 'config';
      /** Of type CONFIG: made from `update` by the orderer that took it, and signed by it. */
      readonly envelope: common.Envelope;
      readonly update: common.Envelope;
      readonly signer: NodeIdentity;
      readonly sequence: bigint;
    };

export interface CheckAgainOptions {
  readonly state: ChannelState;
  readonly isRunning: (consenter: Consenter) => boolean;
  readonly now: Date;
}

/**
 * A message as it may be ordered under the present configuration: as it is if it was checked against that one, else
 * checked again; a configuration is then made anew from its update.
 *
 * @throws Rejection when it may no longer be ordered
 */
export async function checkAgain(message: OrderedMessage, options: CheckAgainOptions): Promise<OrderedMessage> {
  const { state, now } = options;
  if (message.sequence === state.bundle.sequence) {
    return message;
  }
  if (message.kind === 'config') {
    const { update, signer } = message;
    return { ...message, envelope: await processConfigUpdate({ ...options, update, signer }) };
  }
  processNormalMessage(message.envelope, state, now);
  return message;
}
