// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readMotion } from '../ledger/read-motion.js';
import { readView } from '../ledger/read-view.js';
import { type BallotView, ContractError, type ProposalView } from '../model/index.js';

/**
 * A ballot, by its ID or that of a part, with all facts of its parts.
 *
 * @throws ContractError `NOT_FOUND`, also for a proposal that is no part of any
 */
export async function getBallot({ ledger, time }: OpsContext, { id }: { readonly id: string }): Promise<BallotView> {
  const { ballot, parts } = await readMotion(ledger, id);
  if (ballot === undefined) {
    throw new ContractError({ code: 'NOT_FOUND', text: `proposal ${id} is not part of a ballot` });
  }
  const proposals: ProposalView[] = [];
  for (const part of parts) {
    proposals.push(await readView(ledger, part.id, time));
  }
  return { ballot, proposals };
}
