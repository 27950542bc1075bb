// SPDX-License-Identifier: Apache-2.0

import {
  type ConfigSigner,
  mergeSignatures,
  newConfigUpdateEnvelope,
  newConfigUpdateTransaction,
} from '@opssc/configtx';
import type { OrderingClient } from '@opssc/fabric-admin';
import type { OpenUpdate } from '../observe/observed-update.js';
import type { OnSideEffect } from '../side-effect.js';

export interface SubmitUpdateOptions {
  readonly channelID: string;
  readonly proposalID: string;
  readonly update: OpenUpdate;
  readonly signer: ConfigSigner;
  readonly ordering: OrderingClient;
  readonly timestamp: Date;
  readonly onSideEffect: OnSideEffect;
}

/**
 * Sends an update with the signatures from the ledger to the ordering service. Sent twice it takes effect once: the
 * versions of what it changes are then others.
 *
 * @throws FabricError with what the ordering service says
 */
export async function submitUpdate(options: SubmitUpdateOptions): Promise<void> {
  const { channelID, proposalID, update, signer, ordering, timestamp, onSideEffect } = options;
  const signatures = mergeSignatures(update.signatures.map(({ signature }) => signature));
  const envelope = newConfigUpdateEnvelope(update.updateBytes, signatures);
  await ordering.broadcast(await newConfigUpdateTransaction({ channelID, envelope, signer, timestamp }));
  await onSideEffect('broadcast', `${proposalID} ${update.updateDigest}`);
}
