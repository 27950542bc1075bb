// SPDX-License-Identifier: Apache-2.0

import type { ListRequest, ProposalView } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalParams, type proposalsQuery, type stateProposalsQuery } from '../requests/parameters.js';
import type { ApiContext } from '../server/api-context.js';
import { API_BASE } from './api-base.js';
import { defineRoute } from './define-route.js';
import { nextPageHeaders } from './next-page-headers.js';
import { type IsKind, listProposals, readProposal } from './proposal-operations.js';
import type { Route, Tag } from './route.js';

export interface ProposalReadRoutesOptions<View extends ProposalView> {
  readonly path: string;
  readonly tag: Tag;
  readonly list: {
    readonly operationID: string;
    readonly summary: string;
    readonly query: typeof proposalsQuery | typeof stateProposalsQuery;
    /** What is asked for beside the query. */
    readonly also?: (context: ApiContext) => Pick<ListRequest, 'channelID'>;
  };
  readonly get: { readonly operationID: string; readonly summary: string };
  readonly isKind: IsKind<View>;
  readonly schema: z.ZodType;
  readonly show: (view: View) => unknown;
}

/** The list of the proposals of one kind, and one of them. */
export function proposalReadRoutes<View extends ProposalView>(
  options: ProposalReadRoutesOptions<View>,
): readonly Route[] {
  const { path, tag, list, get, isKind, schema, show } = options;
  const { also = () => ({}), ...listed } = list;
  return [
    defineRoute({
      method: 'get',
      path,
      tag,
      ...listed,
      responds: {
        description: 'A map by proposal ID.',
        schema: z.record(z.string(), schema),
        headers: { Link: 'The next page, `rel="next"`.', 'X-Bookmark': 'For `bookmark` of the next page.' },
      },
      async handle({ query }, context) {
        const { views, bookmark } = await listProposals({ ...query, ...also(context) }, isKind, context);
        return {
          kind: 'json',
          body: Object.fromEntries(views.map((view) => [view.proposal.id, show(view)])),
          headers: nextPageHeaders(API_BASE + path, query, bookmark),
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${path}/:id`,
      tag,
      ...get,
      params: proposalParams,
      responds: { description: 'The proposal.', schema },
      problems: ['NOT_FOUND'],
      async handle({ params }, context) {
        return { kind: 'json', body: show(await readProposal(params.id, isKind, context)) };
      },
    }),
  ];
}
