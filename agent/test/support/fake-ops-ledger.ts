// SPDX-License-Identifier: Apache-2.0

import {
  type AgentStop,
  type BallotView,
  channelMembership,
  type ChannelView,
  ContractError,
  decide,
  deriveStatus,
  digest,
  type Halt,
  type OpsClient,
  type Outcome,
  type Policy,
  type Proposal,
  type ProposalBody,
  type ProposalView,
  type Receipt,
  type ResourcesClient,
  satisfies,
  type Submitted,
  type UpdateSignature,
  type Vote,
  type VoteStatus,
} from '@opssc/chaincode/model';

export interface FakeProposal {
  readonly id: string;
  readonly body: ProposalBody;
  readonly members: readonly string[];
  readonly policy?: Policy;
  readonly configSequence?: number;
  /** Not that of the body. */
  readonly digest?: string;
  readonly graceSeconds?: number;
}

const time = '2026-01-01T00:00:00.000Z';
const expires = '2099-01-01T00:00:00.000Z';

/** The facts of the ops-channel, with the contracts' rules as far as agents meet them. */
export class FakeOpsLedger {
  readonly #proposals = new Map<string, Proposal>();
  readonly #votes: Vote[] = [];
  readonly #receipts = new Map<string, Receipt>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #signatures = new Map<string, UpdateSignature>();
  readonly disabled = new Set<string>();
  /** The newest decision on each of what was ever halted. */
  readonly halts: Halt[] = [];
  readonly stops: AgentStop[] = [];
  readonly attestations: { mspID: string; channelID: string; members: readonly string[]; configSequence: number }[] =
    [];
  /** One line a valid transaction. */
  readonly transactions: string[] = [];

  #hidden: string | undefined;
  /** Channels whose members have attested them. */
  readonly #registered = new Map<string, readonly string[]>();

  /** A proposal that no list shows for the time being. */
  hide(id: string | undefined): void {
    this.#hidden = id;
  }

  register(channelID: string, members: readonly string[]): void {
    this.#registered.set(channelID, members);
  }

  propose({
    id,
    body,
    members,
    policy = { type: 'majority' },
    configSequence = 1,
    digest: claimed,
    graceSeconds,
  }: FakeProposal): void {
    this.#proposals.set(id, {
      id,
      body,
      proposer: members[0] ?? '',
      electorate: { members, policy, configSequence },
      created: time,
      expires,
      digest: claimed ?? digest(body),
      ...(graceSeconds !== undefined && { graceSeconds }),
    });
  }

  /** One part a body: `ID.1`, `ID.2`, … */
  proposeBallot(id: string, bodies: readonly ProposalBody[], members: readonly string[]): void {
    bodies.forEach((body, index) => {
      const part = `${id}.${index + 1}`;
      this.propose({ id: part, body, members });
      this.#proposals.set(part, { ...this.#proposal(part), ballot: id });
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
      signatures: [...this.#signatures.values()].filter((signature) => signature.proposalID === id),
      ...(outcome === undefined ? {} : { outcome }),
    };
    const now = new Date(time);
    const halts = this.halts.filter(
      ({ channelID, proposalID = id }) => channelID === proposal.body.channelID && proposalID === id,
    );
    return { ...facts, status: deriveStatus(facts, now), decision: decide({ ...facts, now }), halts };
  }

  client(mspID: string): OpsClient {
    const notUsed = (): Promise<never> => Promise.reject(new Error('agents do not do this'));
    return {
      propose: notUsed,
      vote: notUsed,
      withdraw: notUsed,
      getHistory: notUsed,
      setAgent: notUsed,
      getConstitution: notUsed,
      listHalts: notUsed,
      listAgents: () => Promise.resolve(this.stops),
      getBallot: (id) => Promise.resolve().then(() => this.#ballot(id, mspID)),
      getProposal: (id) => Promise.resolve().then(() => this.view(id)),
      listProposals: () =>
        Promise.resolve({
          proposals: [...this.#proposals.keys()].filter((id) => id !== this.#hidden).map((id) => this.view(id)),
          bookmark: '',
        }),
      getChannel: (channelID) => Promise.resolve().then(() => this.#channel(channelID)),
      listChannels: () =>
        Promise.resolve(
          [
            ...new Set([
              ...this.#registered.keys(),
              ...this.attestations.map(({ channelID }) => channelID),
              ...this.disabled,
            ]),
          ].map((channelID) => this.#channel(channelID)),
        ),
      putReceipt: ({ id, step, state, detail, observed = {} }) =>
        this.#submit(`receipt ${id} ${mspID} ${step} ${state}`, () => {
          this.#requireMember(id, mspID, step === 'verify' && state === 'refused');
          this.#receipts.set(`${id}~${mspID}~${step}`, { proposalID: id, mspID, step, state, detail, observed, time });
        }),
      putSignature: ({ id, ...signature }) =>
        this.#submit(`signature ${id} ${mspID} ${signature.configSequence}`, () => {
          const key = `${id}~${signature.updateDigest}~${mspID}`;
          if (!this.#signatures.has(key)) {
            this.#signatures.set(key, { ...signature, proposalID: id, mspID, time });
          }
        }),
      putOutcome: ({ id, ...outcome }) =>
        this.#submit(`outcome ${id} ${outcome.status}`, () => {
          this.#requireMember(id, mspID, false);
          this.#requireOutcome(id, outcome.status);
          this.#outcomes.set(id, { ...outcome, proposalID: id, mspID, time });
        }),
      enact: (id) =>
        this.#submit(`enact ${id} ${mspID}`, () => {
          this.#outcomes.set(id, { proposalID: id, mspID, status: 'committed', detail: '', time });
        }),
      attest: ({ channelID, members, configSequence }) =>
        this.#submit(`attest ${channelID} ${mspID}`, () => {
          this.attestations.push({ mspID, channelID, members, configSequence });
        }),
    };
  }

  resources(mspID: string): Pick<ResourcesClient, 'applyLimits' | 'get' | 'list' | 'observeNode'> {
    const notUsed = (): Promise<never> => Promise.reject(new Error('not used here'));
    return {
      get: notUsed,
      list: notUsed,
      observeNode: notUsed,
      applyLimits: ({ proposalID }) =>
        this.#submit(`limits ${proposalID} ${mspID}`, () => {
          this.#outcomes.set(proposalID, { proposalID, mspID, status: 'committed', detail: 'in force', time });
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

  #ballot(id: string, proposer: string): BallotView {
    const proposals = [...this.#proposals.values()]
      .filter(({ ballot }) => ballot === id)
      .map((part) => this.view(part.id));
    if (proposals.length === 0) {
      throw new ContractError({ code: 'NOT_FOUND', text: `no ballot ${id}` });
    }
    const parts = proposals.map(({ proposal }) => proposal.id);
    return { ballot: { id, proposals: parts, digest: '', proposer, created: time, expires }, proposals };
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
    const membership = channelMembership(attestations);
    const members = this.#registered.get(channelID) ?? membership?.members ?? [];
    const halt = this.halts.find((other) => other.channelID === channelID && other.proposalID === undefined);
    return {
      channelID,
      state,
      members,
      ...(halt && { halt }),
      configSequence: membership?.configSequence ?? 0,
      attestations,
    };
  }
}
