// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { requestEndorsement } from './endorsement-outcome.js';
import type { GatewayErrorDetail } from './gateway-error.js';
import type { GatewayPeer } from './gateway-peer.js';

/** Endorsements of one proposal, all over the same payload, and what went wrong on the way to them. */
export class EndorsementCollection {
  readonly #proposal: peer.SignedProposal;
  readonly #endorsements = new Map<GatewayPeer, peer.Endorsement>();
  readonly #failed = new Set<GatewayPeer>();
  readonly #errors: GatewayErrorDetail[] = [];
  #payload: Uint8Array | undefined;

  constructor(proposal: peer.SignedProposal) {
    this.#proposal = proposal;
  }

  get errors(): readonly GatewayErrorDetail[] {
    return this.#errors;
  }

  get endorsers(): readonly GatewayPeer[] {
    return [...this.#endorsements.keys()];
  }

  hasFailed(endorser: GatewayPeer): boolean {
    return this.#failed.has(endorser);
  }

  /** The peer's response when it has endorsed the same as the others. */
  async request(endorser: GatewayPeer): Promise<peer.ProposalResponse | undefined> {
    const outcome = await requestEndorsement(endorser, this.#proposal);
    if (outcome.type === 'failure') {
      this.#fail(endorser, outcome.detail);
      return undefined;
    }
    const { response } = outcome;
    const payload = response.getPayload_asU8();
    this.#payload ??= payload;
    const endorsement = response.getEndorsement();
    if (!endorsement || !Buffer.from(this.#payload).equals(payload)) {
      const message = 'ProposalResponsePayloads do not match';
      this.#fail(endorser, { address: endorser.address, mspID: endorser.mspID, message });
      return undefined;
    }
    this.#endorsements.set(endorser, endorsement);
    return response;
  }

  /** Asks one peer after the other until one endorses. */
  async requestFirst(endorsers: readonly GatewayPeer[]): Promise<peer.ProposalResponse | undefined> {
    for (const endorser of endorsers) {
      const response = await this.request(endorser);
      if (response) {
        return response;
      }
    }
    return undefined;
  }

  action(): peer.ChaincodeEndorsedAction {
    const action = new peer.ChaincodeEndorsedAction();
    action.setProposalResponsePayload(this.#payload ?? new Uint8Array());
    action.setEndorsementsList([...this.#endorsements.values()]);
    return action;
  }

  #fail(endorser: GatewayPeer, detail: GatewayErrorDetail): void {
    this.#failed.add(endorser);
    this.#errors.push(detail);
  }
}
