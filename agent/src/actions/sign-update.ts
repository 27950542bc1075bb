// SPDX-License-Identifier: Apache-2.0

import type { OpsClient, UpdateSignature } from '@opssc/chaincode/model';
import { type ConfigSigner, signConfigUpdate } from '@opssc/configtx';
import type { Clock } from '../clock.js';
import type { OpenUpdate } from '../observe/observed-update.js';
import type { OnSideEffect } from '../side-effect.js';

export interface SignUpdateOptions {
  readonly proposalID: string;
  readonly mspID: string;
  readonly update: OpenUpdate;
  readonly signer: ConfigSigner;
  readonly ops: OpsClient;
  readonly clock: Pick<Clock, 'now'>;
  readonly onSideEffect: OnSideEffect;
}

/**
 * Signs an update and puts the signature on the ledger, which keeps the first for these bytes.
 *
 * @returns what the ledger has at least: for these bytes it may be an earlier one, which is as good
 */
export async function signUpdate(options: SignUpdateOptions): Promise<UpdateSignature> {
  const { proposalID, mspID, update, signer, ops, clock, onSideEffect } = options;
  const { updateBytes, updateDigest } = update;
  const signed = await signConfigUpdate(updateBytes, signer);
  const configSequence = Number(update.configSequence);
  const signature = Buffer.from(signed.serializeBinary()).toString('base64');
  const time = new Date(clock.now()).toISOString();
  await ops.putSignature({ id: proposalID, updateDigest, configSequence, signature });
  await onSideEffect('sign', `${proposalID} ${updateDigest}`);
  return { proposalID, mspID, updateDigest, configSequence, signature, time };
}
