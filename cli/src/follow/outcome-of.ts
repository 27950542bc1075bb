// SPDX-License-Identifier: Apache-2.0

import type { Status } from '@opssc/chaincode/model';
import { partsOf, type ShownMotion } from '../api/proposal-schema.js';
import { type ExitCode, exitCodes, gravestOf } from '../exit-codes.js';
import type { ProposalResource } from '../resources/proposal-resource.js';

/** What is waited for: the votes' decision, or until it is carried out. */
export type Until = 'decided' | 'committed';

/** The statuses that end a proposal, whatever is waited for. */
const ends: Partial<Readonly<Record<Status, ExitCode>>> = {
  rejected: exitCodes.rejected,
  expired: exitCodes.expired,
  withdrawn: exitCodes.withdrawn,
  failed: exitCodes.failed,
  superseded: exitCodes.failed,
  committed: exitCodes.done,
};

export interface OutcomeOptions {
  readonly motion: ShownMotion;
  readonly resource: Pick<ProposalResource, 'doneWhen'>;
  readonly until: Until;
}

/** The exit code that a proposal or ballot has come to; undefined while it is waited for. */
export function outcomeOf({ motion, resource, until }: OutcomeOptions): ExitCode | undefined {
  const approvalIsEnough = until === 'decided' || resource.doneWhen === 'approved';
  const codes = partsOf(motion).map(({ status }) => {
    const ended: ExitCode | undefined = (ends as Readonly<Record<string, ExitCode>>)[status];
    return ended ?? (approvalIsEnough && status !== 'proposed' ? exitCodes.done : undefined);
  });
  const known = codes.filter((code) => code !== undefined);
  return known.length === codes.length ? gravestOf(known) : undefined;
}
