// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import type { ManifestDocument } from '../manifest/manifest-document.js';
import type { ManifestBody } from '../manifest/manifest-schema.js';
import type { ProposalResource } from '../resources/proposal-resource.js';

/** What is to be done for one document. With nothing pending and no proposal everything is as it says already. */
export interface Plan {
  /** For people: `trade on mychannel`. */
  readonly target: string;
  readonly resource: ProposalResource;
  /** IDs of open proposals of exactly this. */
  readonly pending: readonly string[];
  /** What differs and is not proposed yet. */
  readonly proposal?: NewProposal;
  /** For a person who wonders. */
  readonly remark?: string;
}

export interface NewProposal {
  /** The ID begins with it. */
  readonly name: string;
  /** Body of the request. */
  readonly request: Readonly<Record<string, unknown>>;
  /** What it changes, in words. */
  readonly differences: readonly string[];
}

export interface PlanOptions<Body extends ManifestBody> {
  readonly client: ApiClient;
  readonly document: ManifestDocument<Body>;
  readonly now: Date;
}
