// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import type { PageEntry } from '../ledger/fact-ledger.js';
import { ledgerKeys, type ListedProposal } from '../ledger/ledger-key.js';
import { readView } from '../ledger/read-view.js';
import {
  ContractError,
  type listRequestSchema,
  type ProposalPage,
  type ProposalView,
  type Status,
} from '../model/index.js';

type Request = z.output<typeof listRequestSchema>;

/** Entries of the list that one call looks at, whatever it filters by: bounds its work. */
const maxScanned = 300;

/**
 * A page of proposals, newest first; at one time by ID. A filter that few pass gives pages with fewer proposals than
 * asked for, or none: the last page is the one without a bookmark.
 */
export async function listProposals(context: OpsContext, request: Request): Promise<ProposalPage> {
  const { status, channelID, chaincodeName, pageSize, bookmark } = request;
  const isFiltered = [status, channelID, chaincodeName].some((filter) => filter !== undefined);
  const { entries, next } = await context.ledger.page(ledgerKeys.allListed(), {
    pageSize: isFiltered ? maxScanned : pageSize,
    ...startOf(bookmark),
  });
  const proposals: ProposalView[] = [];
  for (const entry of entries) {
    if (proposals.length === pageSize) {
      return { proposals, bookmark: bookmarkOf(entry.attributes) };
    }
    const view = await viewIfWanted(context, entry, request);
    if (view !== undefined) {
      proposals.push(view);
    }
  }
  return { proposals, bookmark: next === undefined ? '' : bookmarkOf(next) };
}

async function viewIfWanted(
  { ledger, time }: OpsContext,
  { fact }: PageEntry<ListedProposal>,
  { status, channelID, chaincodeName }: Request,
): Promise<ProposalView | undefined> {
  if ((channelID ?? fact.channelID) !== fact.channelID) {
    return undefined;
  }
  if (chaincodeName !== undefined && chaincodeName !== fact.chaincodeName) {
    return undefined;
  }
  if (status !== undefined && !couldBe(status, fact, time)) {
    return undefined;
  }
  const view = await readView(ledger, fact.proposalID, time);
  return status === undefined || status === view.status ? view : undefined;
}

/** Whether a proposal is worth reading when those of a status are wanted, by what the list alone says. */
function couldBe(status: Status, { ended, expires }: ListedProposal, time: Date): boolean {
  switch (status) {
    case 'committed':
    case 'failed':
    case 'withdrawn':
      return status === ended;
    case 'proposed':
      return ended === undefined && time.getTime() <= Date.parse(expires);
    case 'expired':
      return ended === undefined && time.getTime() > Date.parse(expires);
    default:
      return ended === undefined;
  }
}

/** A bookmark is the first key of the next page: time and ID, with a dot between them. */
function bookmarkOf(attributes: readonly string[]): string {
  return attributes.join('.');
}

function startOf(bookmark: string): { readonly from?: readonly string[] } {
  if (bookmark === '') {
    return {};
  }
  const [, time, id] = /^(\d{16})\.(.+)$/.exec(bookmark) ?? [];
  if (time === undefined || id === undefined) {
    const text = 'must be the bookmark of an earlier page';
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'bookmark', text });
  }
  return { from: [time, id] };
}
