// SPDX-License-Identifier: Apache-2.0

import {
  type ChannelView,
  ContractError,
  decide,
  deriveStatus,
  digest,
  type OpsClient,
  type Outcome,
  type Policy,
  type Proposal,
  type ProposalBody,
  type ProposalView,
  type Receipt,
  satisfies,
  type Submitted,
  type Vote,
  type VoteStatus,
} from '@opssc/chaincode/model';

export interface FakeProposal {
  readonly id: string;
  readonly body: ProposalBody;
  readonly members: readonly string[];
  readonly policy?: Policy;
  /** Not that of the body. */
  readonly digest?: string;
}

const time = '2026-01-01T00:00:00.000Z';
const expires = '2099-01-01T00:00:00.000Z';

/** The facts of the ops-channel, with the contracts' rules as far as agents meet them. */
export class FakeOpsLedger {
  readonly #proposals = new Map<string, Proposal>();
  readonly #votes: Vote[] = [];
  readonly #receipts = new Map<string, Receipt>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly disabled = new Set<string>();
  readonly attestations: { mspID: string; channelID: string; members: readonly string[]; configSequence: number }[] =
    [];
  /** One line a valid transaction. */
  readonly transactions: string[] = [];

  propose({ id, body, members, policy = { type: 'majority' }, digest: claimed }: FakeProposal): void {
    this.#proposals.set(id, {
      id,
      body,
      proposer: members[0] ?? '',
      electorate: { members, policy, configSequence: 1 },
      created: time,
      expires,
      digest: claimed ?? digest(body),
    });
  }

  vote(id: string, mspID: string, status: VoteStatus = 'agreed'): void {
    this.#votes.push({ proposalID: id, mspID, status, comment: '', digest: this.#proposal(id).digest, time });
  }

  view(id: string): ProposalView {
    const proposal = this.#proposal(id);
    const outcome = this.#outcomes.get(id);
    const facts = {
      proposal,
      votes: this.#votes.filter((vote) => vote.proposalID === id),
      receipts: [...this.#receipts.values()].filter((receipt) => receipt.proposalID === id),
      ...(outcome === undefined ? {} : { outcome }),
    };
    const now = new Date(time);
    return { ...facts, status: deriveStatus(facts, now), decision: decide({ ...facts, now }) };
  }

  client(mspID: string): OpsClient {
    const notUsed = (): Promise<never> => Promise.reject(new Error('agents do not do this'));
    return {
      propose: notUsed,
      vote: notUsed,
      withdraw: notUsed,
      getHistory: notUsed,
      getProposal: (id) => Promise.resolve().then(() => this.view(id)),
      listProposals: () =>
        Promise.resolve({ proposals: [...this.#proposals.keys()].map((id) => this.view(id)), bookmark: '' }),
      getChannel: (channelID) => Promise.resolve().then(() => this.#channel(channelID)),
      listChannels: () =>
        Promise.resolve([...new Set([...this.disabled])].map((channelID) => this.#channel(channelID))),
      putReceipt: ({ id, step, state, detail, observed = {} }) =>
        this.#submit(`receipt ${id} ${mspID} ${step} ${state}`, () => {
          this.#requireMember(id, mspID, step === 'verify' && state === 'refused');
          this.#receipts.set(`${id}~${mspID}~${step}`, { proposalID: id, mspID, step, state, detail, observed, time });
        }),
      putOutcome: ({ id, ...outcome }) =>
        this.#submit(`outcome ${id} ${outcome.status}`, () => {
          this.#requireMember(id, mspID, false);
          this.#requireOutcome(id, outcome.status);
          this.#outcomes.set(id, { ...outcome, proposalID: id, mspID, time });
        }),
      attest: ({ channelID, members, configSequence }) =>
        this.#submit(`attest ${channelID} ${mspID}`, () => {
          this.attestations.push({ mspID, channelID, members, configSequence });
        }),
    };
  }

  #submit(line: string, write: () => void): Promise<Submitted> {
    return Promise.resolve().then(() => {
      write();
      const count = this.transactions.push(line);
      return { result: new Uint8Array(), transactionID: `ops-${count}`, blockNumber: BigInt(count) };
    });
  }

  #proposal(id: string): Proposal {
    const proposal = this.#proposals.get(id);
    if (proposal === undefined) {
      throw new ContractError({ code: 'NOT_FOUND', text: `no proposal ${id}` });
    }
    return proposal;
  }

  #requireMember(id: string, mspID: string, isRefusal: boolean): void {
    if (!isRefusal && !this.#proposal(id).electorate.members.includes(mspID)) {
      throw new ContractError({ code: 'NOT_A_MEMBER', text: `${mspID} is not in the electorate` });
    }
  }

  #requireOutcome(id: string, status: Outcome['status']): void {
    const before = this.#outcomes.get(id);
    if (before !== undefined && before.status !== status) {
      throw new ContractError({ code: 'OUTCOME_DIFFERS', text: `${id} is ${before.status}` });
    }
    const { receipts, proposal } = this.view(id);
    const unable = receipts.filter(({ state }) => state === 'failed' || state === 'refused').map(({ mspID }) => mspID);
    const { members, policy } = proposal.electorate;
    const able = new Set(members.filter((member) => !unable.includes(member)));
    if (status === 'failed' && satisfies(policy, members, able)) {
      throw new ContractError({ code: 'NOT_FAILED', text: `others could still carry ${id} out` });
    }
  }

  #channel(channelID: string): ChannelView {
    const attestations = this.attestations
      .filter((attestation) => attestation.channelID === channelID)
      .map((attestation) => ({ ...attestation, time }));
    const state = this.disabled.has(channelID) ? 'disabled' : 'application';
    return { channelID, state, members: [], configSequence: 0, attestations };
  }
}
