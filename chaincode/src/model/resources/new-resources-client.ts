// SPDX-License-Identifier: Apache-2.0

import { canonicalJson } from '../canonical-json.js';
import type { ContractTransport, Submitted } from '../contract-client.js';
import { refusalIn } from '../refusal-in.js';
import { transactions } from '../transactions.js';
import type { LimitsView } from './limits.js';
import type { ResourceRef } from './resource-ref.js';
import type { ResourceHistoryPage, ResourcePage, ResourceViews } from './resource-view.js';
import type { ResourcesClient } from './resources-client.js';
import type { ResourceKind } from './resource.js';

/** The transactions of the contract `resources` as typed calls. */
export function newResourcesClient(transport: ContractTransport): ResourcesClient {
  const submit = (transaction: string, request: object): Promise<Submitted> =>
    withRefusals(() => transport.submit(transaction, canonicalJson(request)));
  const evaluate = (transaction: string, request: object): Promise<unknown> =>
    withRefusals(async () => {
      const result = await transport.evaluate(transaction, canonicalJson(request));
      return JSON.parse(new TextDecoder().decode(result)) as unknown;
    });
  return {
    create: (request) => submit(transactions.createResource, request),
    update: (request) => submit(transactions.updateResource, request),
    close: (request) => submit(transactions.closeResource, request),
    changeMembership: (request) => submit(transactions.changeMembership, request),
    voteOnMembership: (request) => submit(transactions.voteOnMembership, request),
    observeNode: (request) => submit(transactions.observeNode, request),
    applyLimits: (request) => submit(transactions.applyLimits, request),
    get: async <Ref extends ResourceRef>(ref: Ref) =>
      (await evaluate(transactions.getResource, ref)) as ResourceViews[Ref['kind']],
    list: async <Kind extends ResourceKind>(request: object) =>
      (await evaluate(transactions.listResources, request)) as ResourcePage<Kind>,
    getHistory: async (request) => (await evaluate(transactions.getResourceHistory, request)) as ResourceHistoryPage,
    getLimits: async () => (await evaluate(transactions.getLimits, {})) as LimitsView,
  };
}

async function withRefusals<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw refusalIn(error) ?? error;
  }
}
