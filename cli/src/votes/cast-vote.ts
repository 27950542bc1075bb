// SPDX-License-Identifier: Apache-2.0

import type { VoteStatus } from '@opssc/chaincode/model';
import type { ApiClient } from '../api/api-client.js';
import { type Submitted, submittedSchema } from '../api/submitted-schema.js';
import { CliError } from '../cli-error.js';
import type { CliContext } from '../cli-context.js';
import { coloursFor } from '../output/colours-for.js';
import { motionText } from '../output/motion-text.js';
import { findMotion, type FoundMotion } from '../resources/find-motion.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { confirmVote } from './confirm-vote.js';
import { verifiedDigest } from './verified-digest.js';

export interface CastVoteOptions {
  readonly client: ApiClient;
  readonly context: CliContext;
  readonly id: string;
  readonly resources: readonly ProposalResource[];
  /** More for the voter to see. */
  readonly insight?: ((client: ApiClient, found: FoundMotion) => Promise<string>) | undefined;
  readonly status: VoteStatus;
  readonly comment: string;
  /** The digest of what was reviewed; absent: of what is shown now. */
  readonly expectedDigest: string | undefined;
  /** Whether it is clear that the vote is wanted: nobody is asked. */
  readonly confirmed: boolean;
}

/**
 * Shows what is voted on and, unless that is confirmed, asks; then votes on the digest of exactly that. A vote on a part
 * of a ballot is one on the ballot, so all of it is shown.
 *
 * @throws UsageError without a terminal to ask on; CliError when the proposal is another than the reviewed or shown one,
 * or the answer is no
 */
export async function castVote(options: CastVoteOptions): Promise<Submitted> {
  const { client, context, id, resources, insight, status, comment, expectedDigest, confirmed } = options;
  const found = await findBallotOrProposal(client, id, resources);
  const digest = verifiedDigest(found);
  if (expectedDigest !== undefined && expectedDigest !== digest) {
    throw new CliError(`${id} has the digest ${digest}, not the expected ${expectedDigest}: nothing was voted`);
  }
  const { stderr } = context;
  stderr.write(motionText(found, coloursFor(stderr, context)));
  if (insight !== undefined) {
    stderr.write(await insight(client, found));
  }
  if (!confirmed) {
    await confirmVote(context, { status, subject: found.motion.ID });
  }
  const path = `${found.resource.path}/${encodeURIComponent(found.motion.ID)}/vote`;
  return client.post(path, { updateRequest: { status, data: comment }, digest }, submittedSchema);
}

async function findBallotOrProposal(
  client: ApiClient,
  id: string,
  resources: readonly ProposalResource[],
): Promise<FoundMotion> {
  const found = await findMotion(client, id, resources);
  const { motion, resource } = found;
  return motion.docType === 'proposal' && motion.ballot !== undefined
    ? findMotion(client, motion.ballot, [resource])
    : found;
}
