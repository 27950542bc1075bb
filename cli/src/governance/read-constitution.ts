// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ApiClient } from '../api/api-client.js';

const policySchema = z.looseObject({
  scope: z.string(),
  policy: z.looseObject({ type: z.string() }),
  votingSeconds: z.int().exactOptional(),
  graceSeconds: z.int().exactOptional(),
  proposalID: z.string(),
  time: z.string(),
});

const constitutionSchema = z.looseObject({ policies: z.array(policySchema) });

/** A scope's policy that is in force, and the proposal that decided it. */
export type PolicyInForce = z.output<typeof policySchema>;

export type Constitution = z.output<typeof constitutionSchema>;

/** The policies that are in force. */
export function readConstitution(client: ApiClient): Promise<Constitution> {
  return client.get('/governance/policies', constitutionSchema);
}
