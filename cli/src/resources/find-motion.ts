// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import { ApiError } from '../api/api-error.js';
import { motionSchema, type ShownMotion } from '../api/proposal-schema.js';
import type { ProposalResource } from './proposal-resource.js';

/** A proposal or ballot, and where it was found. */
export interface FoundMotion {
  readonly resource: ProposalResource;
  readonly motion: ShownMotion;
}

/** By ID, in the first resource that has it. All proposals share one space of IDs. */
export async function findMotion(
  client: ApiClient,
  id: string,
  resources: readonly ProposalResource[],
): Promise<FoundMotion> {
  let notFound: unknown;
  for (const resource of resources) {
    try {
      return { resource, motion: await readMotion(client, id, resource) };
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'NOT_FOUND')) {
        throw error;
      }
      notFound ??= error;
    }
  }
  throw notFound;
}

export function readMotion(client: ApiClient, id: string, { path }: ProposalResource): Promise<ShownMotion> {
  return client.get(`${path}/${encodeURIComponent(id)}`, motionSchema);
}
