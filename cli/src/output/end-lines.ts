// SPDX-License-Identifier: Apache-2.0

import type { ShownProposal } from '../api/proposal-schema.js';
import { printable } from './printable.js';

/** What a proposal waits for at last, or how it ended, in words; nothing while it is on its way. */
export function endLines({ outcome, withdrawal, supersededBy, awaiting = [] }: ShownProposal): readonly string[] {
  return [
    ...(awaiting.length > 0 ? [`the signature of ${awaiting.join(', ')} is awaited`] : []),
    ...(withdrawal === undefined ? [] : [`withdrawn by ${withdrawal.mspID}${remark(withdrawal.comment)}`]),
    ...(supersededBy === undefined ? [] : [`superseded by ${supersededBy}`]),
    ...(outcome === undefined || outcome.detail === '' ? [] : [outcome.detail]),
    ...(outcome?.transactionID === undefined ? [] : [`transaction ${outcome.transactionID}`]),
  ].map(printable);
}

function remark(comment: string): string {
  return comment === '' ? '' : `: ${comment}`;
}
