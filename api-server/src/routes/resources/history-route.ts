// SPDX-License-Identifier: Apache-2.0

import type { ResourceRef } from '@opssc/chaincode/model';
import type { z } from 'zod';
import { pageQuery } from '../../requests/resource-parameters.js';
import { resourceHistorySchema, resourceHistoryView } from '../../views/resource-history-view.js';
import { API_BASE } from '../api-base.js';
import { defineRoute } from '../define-route.js';
import { nextPageHeaders } from '../next-page-headers.js';
import type { Route } from '../route.js';

export interface HistoryRouteOptions<Params extends z.ZodObject> {
  /** Of the resource, with its parameters. */
  readonly path: string;
  /** For operation IDs. */
  readonly name: string;
  /** For people. */
  readonly noun: string;
  readonly params: Params;
  readonly refOf: (params: z.output<Params>) => ResourceRef;
}

/** Headers of lists that come in pages. */
export const pageHeaders = { Link: 'The next page, `rel="next"`.', 'X-Bookmark': 'For `bookmark` of the next page.' };

/** The history of a resource. */
export function historyRoute<Params extends z.ZodObject>(options: HistoryRouteOptions<Params>): Route {
  const { path, name, noun, params, refOf } = options;
  return defineRoute({
    method: 'get',
    path: `${path}/histories`,
    tag: 'Consortium',
    operationID: `get${name}Histories`,
    summary: `Get what happened to ${noun}`,
    params,
    query: pageQuery,
    responds: { description: 'By time, the oldest first.', schema: resourceHistorySchema, headers: pageHeaders },
    problems: ['NOT_FOUND'],
    async handle({ params: given, query }, { fabric }) {
      const { entries, bookmark } = await fabric.resources.getHistory({ resource: refOf(given), ...query });
      const place = Object.entries(given as Record<string, string>).reduce(
        (text, [parameter, value]) => text.replace(`:${parameter}`, value),
        `${API_BASE}${path}/histories`,
      );
      return { kind: 'json', body: resourceHistoryView(entries), headers: nextPageHeaders(place, query, bookmark) };
    },
  });
}
