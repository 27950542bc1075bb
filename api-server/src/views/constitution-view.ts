// SPDX-License-Identifier: Apache-2.0

import { type ConstitutionView, policyText } from '@opssc/chaincode/model';
import { z } from 'zod';
import { policyTermsFields } from './governance-proposal-view.js';

const time = z.string().meta({ description: 'ISO 8601, UTC: of the enactment.' });

/** The constitution, in answers. */
export const constitutionSchema = z.strictObject({
  policies: z
    .array(
      z.strictObject({
        scope: z.string(),
        ...policyTermsFields,
        proposalID: z.string().meta({ description: 'The governance proposal that decided it.' }),
        time,
      }),
    )
    .meta({ description: 'By scope. Where none is in force, the majority decides within 7 days.' }),
  amendment: z
    .strictObject({ proposalID: z.string(), members: z.array(z.string()), time })
    .exactOptional()
    .meta({ description: 'The governance proposal that was enacted last, and who decided it; absent: none was yet.' }),
});

export function constitutionView({ policies, amendment }: ConstitutionView) {
  return {
    policies: policies.flatMap(({ terms, ...entry }) =>
      terms === undefined ? [] : [{ ...entry, ...terms, policyText: policyText(terms.policy) }],
    ),
    ...(amendment !== undefined && { amendment }),
  };
}
