// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readHalts } from '../ledger/read-halts.js';
import { readView } from '../ledger/read-view.js';
import type { ProposalView } from '../model/index.js';

/**
 * All facts of one proposal, and its status at the time of the query. With the halts of one that is still open: whoever
 * learns of the last vote from its block knows at once whether it may be carried out.
 */
export async function getProposal(context: OpsContext, { id }: { readonly id: string }): Promise<ProposalView> {
  const { ledger, time } = context;
  const view = await readView(ledger, id, time);
  const halts = view.decision === 'proposed' ? await readHalts(context, view.proposal) : [];
  return { ...view, ...(halts.length > 0 && { halts }) };
}
