// SPDX-License-Identifier: Apache-2.0

import type { Proposal, ProposalBody } from '@opssc/chaincode/model';
import { decodeTarget, encodeTarget, type Target } from '../target.js';

/** Which proposals a target has that are not finished for this organization. Rebuilt from the ledger at every start. */
export class ProposalIndex {
  readonly #byTarget = new Map<string, Set<string>>();
  readonly #targets = new Map<string, Target>();
  /** Proposals by the ballot that they are a part of. */
  readonly #parts = new Map<string, Set<string>>();
  /** All proposals on the ledger have been noted, so what is not here does not exist or is finished. */
  complete = false;

  note({ id, body, ballot }: Pick<Proposal, 'id' | 'body' | 'ballot'>): Target {
    const target = targetOf(body);
    if (ballot !== undefined) {
      this.#parts.set(ballot, (this.#parts.get(ballot) ?? new Set()).add(id));
    }
    const key = encodeTarget(target);
    const ids = this.#byTarget.get(key) ?? new Set();
    this.#byTarget.set(key, ids.add(id));
    this.#targets.set(id, target);
    return target;
  }

  /** Undefined: not known, or finished. */
  target(id: string): Target | undefined {
    return this.#targets.get(id);
  }

  /** The parts of a ballot, or the proposal of that ID itself. */
  partsOf(id: string): readonly string[] {
    return [...(this.#parts.get(id) ?? [id])];
  }

  proposals(target: Target): readonly string[] {
    return [...(this.#byTarget.get(encodeTarget(target)) ?? [])];
  }

  forget(id: string): void {
    const target = this.#targets.get(id);
    if (target === undefined) {
      return;
    }
    this.#targets.delete(id);
    const key = encodeTarget(target);
    const ids = this.#byTarget.get(key);
    ids?.delete(id);
    if (ids?.size === 0) {
      this.#byTarget.delete(key);
    }
  }

  /** Targets with proposals that are not finished. */
  targets(): readonly Target[] {
    return [...this.#byTarget.keys()].map(decodeTarget).filter((target) => target !== undefined);
  }
}

function targetOf(body: ProposalBody): Target {
  switch (body.kind) {
    case 'deploy-chaincode':
      return { kind: 'deploy', channelID: body.channelID, chaincodeName: body.chaincodeName };
    case 'set-channel-state':
      return { kind: 'channel-state', channelID: body.channelID };
    case 'update-channel':
      return { kind: 'channel-update', channelID: body.channelID };
    case 'create-channel':
      return { kind: 'channel-create', channelID: body.channelID };
    case 'governance':
    case 'emergency':
      return { kind: body.kind, channelID: body.channelID };
    case 'set-limits':
      return { kind: 'limits', channelID: body.channelID };
  }
}
