// SPDX-License-Identifier: Apache-2.0

import type { SignaturePolicyNode } from './signature-policy-text.js';

/** The MSP IDs that a signature policy names, in the order of the text; with repetitions. */
export function signaturePolicyOrganizations(policy: SignaturePolicyNode): readonly string[] {
  return policy.type === 'principal' ? [policy.mspID] : policy.rules.flatMap(signaturePolicyOrganizations);
}
