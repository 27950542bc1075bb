// SPDX-License-Identifier: Apache-2.0

import { type ShownProposal, partsOf } from '../api/proposal-schema.js';
import { CliError } from '../cli-error.js';
import type { FoundMotion } from '../resources/find-motion.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { digestOf } from './digest-of.js';

/**
 * The digest to vote on, computed here from what is shown: a vote that is sent with it counts for nothing else, whatever
 * the server says.
 *
 * @throws CliError when the server shows something else than the digest it gives is for
 */
export function verifiedDigest({ motion, resource }: FoundMotion): string {
  const digests = partsOf(motion).map((part) => partDigest(part, resource));
  // What is voted on in a ballot is the list of its parts' digests.
  const digest = motion.docType === 'ballot' ? digestOf(digests) : digests.join('');
  return requireEqual(digest, motion);
}

function partDigest(part: ShownProposal, resource: ProposalResource): string {
  return requireEqual(digestOf(resource.bodyOf(part)), part);
}

function requireEqual(digest: string, { ID, digest: given }: { readonly ID: string; readonly digest: string }): string {
  if (digest !== given) {
    throw new CliError(
      `what the server shows of ${ID} has the digest ${digest}, not ${given}: no vote is cast on what was not shown`,
    );
  }
  return digest;
}
