// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { FabricError } from '../errors/fabric-error.js';
import type { FabricReason } from '../errors/fabric-reason.js';
import type { ApprovedDefinition, CommittedDefinition, Lifecycle, LifecycleDefinition } from '../lifecycle.js';
import { toSafeNumber } from '../transport/to-safe-number.js';
import { checkCommitReadinessArgs } from './definition-args.js';
import {
  approvedDefinition,
  commitReadiness,
  committedDefinition,
  committedDefinitions,
} from './definition-results.js';

type Queries = Pick<Lifecycle, 'queryApproved' | 'checkCommitReadiness' | 'queryCommitted' | 'queryAllCommitted'>;

/** Asks `_lifecycle` on one channel: a function of its and the bytes of that function's arguments. */
export type EvaluateLifecycle = (name: string, args: Uint8Array) => Promise<Uint8Array>;

/** The questions to the lifecycle, whoever carries them. */
export class LifecycleQueries implements Queries {
  readonly #evaluate: EvaluateLifecycle;

  constructor(evaluate: EvaluateLifecycle) {
    this.#evaluate = evaluate;
  }

  async queryApproved(name: string, sequence?: bigint): Promise<ApprovedDefinition | undefined> {
    const args = new peer.lifecycle.QueryApprovedChaincodeDefinitionArgs();
    args.setName(name);
    args.setSequence(sequence === undefined ? 0 : toSafeNumber(sequence));
    const bytes = await undefinedOn(
      'NOT_APPROVED',
      this.#evaluate('QueryApprovedChaincodeDefinition', args.serializeBinary()),
    );
    return bytes && approvedDefinition(name, bytes);
  }

  async checkCommitReadiness(definition: LifecycleDefinition): Promise<Readonly<Record<string, boolean>>> {
    return commitReadiness(await this.#evaluate('CheckCommitReadiness', checkCommitReadinessArgs(definition)));
  }

  async queryCommitted(name: string): Promise<CommittedDefinition | undefined> {
    const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
    args.setName(name);
    const bytes = await undefinedOn('NOT_DEFINED', this.#evaluate('QueryChaincodeDefinition', args.serializeBinary()));
    return bytes && committedDefinition(name, bytes);
  }

  async queryAllCommitted(): Promise<readonly CommittedDefinition[]> {
    const args = new peer.lifecycle.QueryChaincodeDefinitionsArgs();
    return committedDefinitions(await this.#evaluate('QueryChaincodeDefinitions', args.serializeBinary()));
  }
}

async function undefinedOn<T>(reason: FabricReason, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FabricError && error.reason === reason) {
      return undefined;
    }
    throw error;
  }
}
