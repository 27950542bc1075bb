// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readView } from '../ledger/read-view.js';
import type { ProposalView } from '../model/index.js';

/** All facts of one proposal, and its status at the time of the query. */
export async function getProposal(
  { ledger, time }: OpsContext,
  { id }: { readonly id: string },
): Promise<ProposalView> {
  return readView(ledger, id, time);
}
