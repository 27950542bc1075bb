// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import { ApiError } from '../api/api-error.js';
import { motionSchema, type ShownMotion } from '../api/proposal-schema.js';
import type { ManifestDocument } from '../manifest/manifest-document.js';
import { withManifestLines } from '../manifest/with-manifest-lines.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { newProposalID } from './new-proposal-id.js';
import type { NewProposal } from './plan.js';

export interface MakeProposalOptions {
  readonly client: ApiClient;
  /** Where it stands; absent: on the command line. */
  readonly document?: ManifestDocument | undefined;
  readonly resource: ProposalResource;
  readonly proposal: NewProposal;
  /** Absent: one is chosen. */
  readonly id?: string | undefined;
}

/**
 * Proposes; resolves when it is on the ledger.
 *
 * @throws ManifestError with the line of what the server refuses; CliError
 */
export async function makeProposal(options: MakeProposalOptions): Promise<ShownMotion> {
  const { client, document, resource, proposal, id = newProposalID(proposal.name) } = options;
  try {
    return await client.post(`${resource.path}/${encodeURIComponent(id)}`, proposal.request, motionSchema);
  } catch (error) {
    throw error instanceof ApiError && document !== undefined ? withManifestLines(error, document) : error;
  }
}
