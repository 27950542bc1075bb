// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import type { ConstitutionView } from '../model/index.js';

/** The policies in force, and the proposal that was enacted last. */
export async function getConstitution({ ledger }: OpsContext): Promise<ConstitutionView> {
  const entries = await ledger.range(ledgerKeys.policies());
  const amendment = await ledger.get(ledgerKeys.amendment());
  return { policies: entries.filter(({ terms }) => terms !== undefined), ...(amendment && { amendment }) };
}
