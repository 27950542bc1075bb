// SPDX-License-Identifier: Apache-2.0

import type { Proposal, ProposalKind, ProposalView } from '@opssc/chaincode/model';

type SeenProposal = Pick<Proposal, 'digest'> & { readonly kind: ProposalKind };

const most = 10_000;

/**
 * What never changes of proposals that were read: who votes has mostly looked before, and the vote need not ask again what
 * it is cast on. Bounded; the oldest go first.
 */
export class SeenProposals {
  readonly #seen = new Map<string, SeenProposal>();

  note({ proposal: { id, digest, body } }: ProposalView): void {
    this.#seen.set(id, { digest, kind: body.kind });
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > most && oldest !== undefined) {
      this.#seen.delete(oldest);
    }
  }

  /** The digest of a proposal of this kind; undefined when none was seen. */
  digest(id: string, kind: ProposalKind): string | undefined {
    const seen = this.#seen.get(id);
    return seen?.kind === kind ? seen.digest : undefined;
  }
}
