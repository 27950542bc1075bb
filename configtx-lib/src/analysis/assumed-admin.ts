// SPDX-License-Identifier: Apache-2.0

import type { ValidIdentity } from '../policy-evaluation.js';

/** Somebody of whom only this is known: an admin of that MSP who will sign. */
export function assumedAdmin(mspID: string): ValidIdentity {
  const name = Buffer.from(`an admin of ${mspID}`);
  return {
    mspID,
    roles: new Set(['member', 'admin']),
    bytes: name,
    organizationalUnits: [],
    certifiersIdentifier: new Uint8Array(),
    certificate: name,
    expiresAt: new Date(8.64e15),
    verify: () => false,
  };
}
