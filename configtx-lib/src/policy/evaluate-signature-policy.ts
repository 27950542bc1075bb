// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import type { MspManager, SignedData } from '../policy-evaluation.js';
import { compileSignaturePolicy } from './compile-signature-policy.js';
import { validIdentities } from './valid-identities.js';

export interface EvaluateSignaturePolicyOptions {
  readonly policy: common.SignaturePolicyEnvelope;
  readonly signatures: readonly SignedData[];
  readonly msps: MspManager;
}

/**
 * Evaluates one signature policy. Signatures that are not good, and identities that are not valid, do not count.
 *
 * @returns undefined when it is satisfied, else the reason; a policy that makes no sense is satisfied by nobody
 */
export function evaluateSignaturePolicy({
  policy,
  signatures,
  msps,
}: EvaluateSignaturePolicyOptions): string | undefined {
  try {
    return compileSignaturePolicy(policy, msps)(validIdentities(signatures, msps));
  } catch (error) {
    if (error instanceof ConfigTxError) {
      return error.message;
    }
    throw error;
  }
}
