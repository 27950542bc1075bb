// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { MspError } from '../msp/msp-error.js';
import type { MspManager, SignedData, ValidIdentity } from '../policy-evaluation.js';

/**
 * The identities whose signatures are good, each of them once; what is wrong with the others does not matter
 * (policies.SignatureSetToValidIdentities).
 */
export function validIdentities(signatures: readonly SignedData[], msps: MspManager): ValidIdentity[] {
  const found = new Map<string, ValidIdentity>();
  for (const { identity: bytes, data, signature } of signatures) {
    const identity = deserialize(bytes, msps);
    if (!identity) {
      continue;
    }
    const key = keyOf(identity);
    // Seen already: not even its signature is looked at, so that nobody can make us verify one a thousand times.
    if (!found.has(key) && identity.verify(data, signature)) {
      found.set(key, identity);
    }
  }
  return [...found.values()];
}

function deserialize(identity: Uint8Array, msps: MspManager): ValidIdentity | undefined {
  try {
    return msps.deserialize(identity);
  } catch (error) {
    if (error instanceof MspError) {
      return undefined;
    }
    throw error;
  }
}

/** One certificate can be written as many texts, and is still one identity. */
function keyOf({ mspID, certificate }: ValidIdentity): string {
  return `${mspID} ${createHash('sha256').update(certificate).digest('hex')}`;
}
