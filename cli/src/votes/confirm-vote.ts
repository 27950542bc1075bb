// SPDX-License-Identifier: Apache-2.0

import type { VoteStatus } from '@opssc/chaincode/model';
import { CliError } from '../cli-error.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';

export interface VoteQuestion {
  readonly status: VoteStatus;
  /** What the vote is on. */
  readonly subject: string;
}

/**
 * Asks whether the vote is wanted.
 *
 * @throws UsageError without a terminal to ask on; CliError when the answer is no
 */
export async function confirmVote(context: CliContext, { status, subject }: VoteQuestion): Promise<void> {
  if (!context.stdin.isTerminal) {
    throw new UsageError('there is no terminal to ask on: give --yes');
  }
  const answer = await context.ask(`Vote ${status === 'agreed' ? 'FOR' : 'AGAINST'} ${subject}? It is final. [y/N] `);
  if (!/^y(es)?$/i.test(answer)) {
    throw new CliError('nothing was voted');
  }
}
