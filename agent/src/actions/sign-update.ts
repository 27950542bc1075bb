// SPDX-License-Identifier: Apache-2.0

import type { OpsClient } from '@opssc/chaincode/model';
import { type ConfigSigner, signConfigUpdate } from '@opssc/configtx';
import type { OpenUpdate } from '../observe/observed-update.js';
import type { OnSideEffect } from '../side-effect.js';

export interface SignUpdateOptions {
  readonly proposalID: string;
  readonly update: OpenUpdate;
  readonly signer: ConfigSigner;
  readonly ops: OpsClient;
  readonly onSideEffect: OnSideEffect;
}

/** Signs an update and puts the signature on the ledger, which keeps the first for these bytes. */
export async function signUpdate({ proposalID, update, signer, ops, onSideEffect }: SignUpdateOptions): Promise<void> {
  const { updateBytes, updateDigest, configSequence } = update;
  const signature = await signConfigUpdate(updateBytes, signer);
  await ops.putSignature({
    id: proposalID,
    updateDigest,
    configSequence: Number(configSequence),
    signature: Buffer.from(signature.serializeBinary()).toString('base64'),
  });
  await onSideEffect('sign', `${proposalID} ${updateDigest}`);
}
