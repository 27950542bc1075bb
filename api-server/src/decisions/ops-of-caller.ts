// SPDX-License-Identifier: Apache-2.0

import { ContractError, isSameSubject, type OpsClient, type Subject } from '@opssc/chaincode/model';
import type { Caller } from '../auth/caller.js';
import { voters } from '../auth/permissions.js';
import { ApiProblem } from '../problem/api-problem.js';
import { type OnSubmitted, toldOf } from './told-of.js';
import { withMembers } from './with-members.js';

export interface OpsOfCallerOptions {
  readonly ops: OpsClient;
  readonly caller: Caller;
  /** Who proposed may not vote for the organization. */
  readonly separationOfDuty: boolean;
  readonly onSubmitted: OnSubmitted;
}

/**
 * The contracts as one caller may use them. Every decision that goes through it, of whichever route, has the caller's
 * subject on the ledger, and the organization's vote is only ever cast by those who may vote: with a proposal of somebody
 * else it is left out.
 */
export function opsOfCaller({ ops, caller, separationOfDuty, onSubmitted }: OpsOfCallerOptions): OpsClient {
  const { subject } = caller;
  const mayVote = voters.some((role) => caller.roles.has(role));
  const told = toldOf(onSubmitted);
  return withMembers(ops, {
    propose: ({ vote = true, ...request }) =>
      told(ops.propose({ ...request, vote: vote && mayVote && !separationOfDuty, subject })),
    vote: async (request) => {
      if (separationOfDuty && isSameSubject(await proposerOf(request.id, ops), subject)) {
        throw new ApiProblem({
          code: 'SEPARATION_OF_DUTY',
          detail: `Who proposed ${request.id} does not vote on it: somebody else of the organization has to.`,
        });
      }
      return told(ops.vote({ ...request, subject }));
    },
    withdraw: (request) => told(ops.withdraw({ ...request, subject })),
    setAgent: (request) => told(ops.setAgent({ ...request, subject })),
  });
}

async function proposerOf(id: string, ops: OpsClient): Promise<Subject | undefined> {
  try {
    return (await ops.getProposal(id)).proposal.subject;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'NOT_FOUND') {
      return (await ops.getBallot(id)).ballot.subject;
    }
    throw error;
  }
}
