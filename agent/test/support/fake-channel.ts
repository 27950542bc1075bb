// SPDX-License-Identifier: Apache-2.0

import {
  type CommittedDefinition,
  FabricError,
  type FabricReason,
  type LifecycleDefinition,
} from '@opssc/fabric-admin';
import { sameDefinition } from '../../src/desired/same-definition.js';

export interface FakeApproval {
  readonly definition: LifecycleDefinition;
  readonly packageID: string | undefined;
}

/** One channel's lifecycle state, with Fabric's rules for approvals and commits (core/chaincode/lifecycle). */
export class FakeChannel {
  readonly members: readonly string[];
  /** `name#sequence` and MSP ID. */
  readonly approvals = new Map<string, Map<string, FakeApproval>>();
  readonly committed = new Map<string, LifecycleDefinition>();
  /** One line a valid transaction. */
  readonly transactions: string[] = [];

  constructor(members: readonly string[]) {
    this.members = members;
  }

  approve(mspID: string, definition: LifecycleDefinition, packageID: string | undefined): number {
    const { name, sequence } = definition;
    const current = this.committed.get(name);
    const currentSequence = current?.sequence ?? 0n;
    if (sequence < currentSequence) {
      throw refused(
        `currently defined sequence ${currentSequence} is larger than requested sequence ${sequence}`,
        'SEQUENCE_COMMITTED',
      );
    }
    if (sequence > currentSequence + 1n) {
      throw refused(
        `requested sequence ${sequence} is larger than the next available sequence number ${currentSequence + 1n}`,
        'SEQUENCE_SKIPPED',
      );
    }
    if (current !== undefined && sequence === currentSequence && !sameDefinition(current, definition)) {
      throw refused(
        `attempted to redefine the current committed sequence (${sequence}) for namespace ${name} with different parameters`,
        'COMMITTED_DIFFERENTLY',
      );
    }
    const before = this.approvalsOf(name, sequence).get(mspID);
    if (before !== undefined && before.packageID === packageID && sameDefinition(before.definition, definition)) {
      throw refused('attempted to redefine uncommitted sequence with unchanged content', 'ALREADY_APPROVED');
    }
    this.approvalsOf(name, sequence).set(mspID, { definition, packageID });
    return this.#record(`approve ${name} ${sequence} ${mspID}`);
  }

  readiness(definition: LifecycleDefinition): Record<string, boolean> {
    this.#requireNext(definition);
    const approvals = this.approvalsOf(definition.name, definition.sequence);
    return Object.fromEntries(
      this.members.map((mspID) => {
        const approval = approvals.get(mspID);
        return [mspID, approval !== undefined && sameDefinition(approval.definition, definition)];
      }),
    );
  }

  commit(definition: LifecycleDefinition): number {
    const approved = Object.values(this.readiness(definition)).filter(Boolean).length;
    if (2 * approved <= this.members.length) {
      throw refused('chaincode definition not agreed to by this org', 'NOT_AGREED');
    }
    this.committed.set(definition.name, definition);
    return this.#record(`commit ${definition.name} ${definition.sequence}`);
  }

  queryCommitted(name: string): CommittedDefinition | undefined {
    const definition = this.committed.get(name);
    return definition && { ...definition, approvals: {} };
  }

  approvalsOf(name: string, sequence: bigint): Map<string, FakeApproval> {
    const key = `${name}#${sequence}`;
    const approvals = this.approvals.get(key) ?? new Map<string, FakeApproval>();
    this.approvals.set(key, approvals);
    return approvals;
  }

  #requireNext({ name, sequence }: LifecycleDefinition): void {
    const next = (this.committed.get(name)?.sequence ?? 0n) + 1n;
    if (sequence !== next) {
      throw refused(
        `requested sequence is ${sequence}, but new definition must be sequence ${next}`,
        sequence < next ? 'SEQUENCE_COMMITTED' : 'SEQUENCE_SKIPPED',
      );
    }
  }

  #record(transaction: string): number {
    this.transactions.push(transaction);
    return this.transactions.length;
  }
}

function refused(message: string, reason: FabricReason): FabricError {
  return new FabricError({
    code: 'REFUSED',
    message: `peer: ${message}`,
    reason,
    details: [{ address: 'localhost:7051', mspID: '', message }],
  });
}
