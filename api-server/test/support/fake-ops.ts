// SPDX-License-Identifier: Apache-2.0

import {
  type AgentStop,
  type AgentStopRequest,
  attributedTo,
  type Ballot,
  type BallotView,
  type ChannelView,
  type ConstitutionView,
  ContractError,
  digest,
  type Halt,
  history,
  type HistoryEntry,
  type ListRequest,
  type OpsClient,
  parseRequest,
  type ProposalPage,
  type ProposalView,
  type ProposeRequest,
  proposeRequestSchema,
  type Submitted,
  type TaskID,
  type Vote,
  type VoteRequest,
  voteRequestSchema,
  type WithdrawRequest,
} from '@opssc/chaincode/model';

/** The contracts at their edge: keeps what is submitted in memory, and checks arguments as the contracts do. */
export class FakeOps implements OpsClient {
  readonly proposals = new Map<string, ProposalView>();
  readonly #ballots = new Map<string, Ballot>();
  readonly channels: ChannelView[] = [];
  constitution: ConstitutionView = { policies: [] };
  readonly halts: Halt[] = [];
  readonly stops: AgentStop[] = [];
  /** Every submit that got here, by transaction and argument. */
  readonly submits: { readonly transaction: string; readonly request: unknown }[] = [];
  /** Thrown by every call while it is set. */
  failure: Error | undefined;
  /** Thrown by every submit while it is set. */
  refusal: Error | undefined;
  /** Proposals that are there only after so many looks: on their way from another organization. */
  late = new Map<string, number>();

  propose(request: ProposeRequest): Promise<Submitted> {
    return this.#submit('propose', request, () => {
      const {
        id,
        body,
        bodies,
        description,
        expires = '2026-01-08T00:00:00.000Z',
        vote,
        subject,
      } = parseRequest(proposeRequestSchema, request);
      const parts = bodies ?? (body === undefined ? [] : [body]);
      const common = {
        ...(description !== undefined && { description }),
        proposer: 'Org1MSP',
        ...(subject !== undefined && { subject }),
        created: '2026-01-01T00:00:00.000Z',
        expires,
      };
      const proposals = parts.map((part, index) => ({
        ...common,
        id: bodies === undefined ? id : `${id}.${index + 1}`,
        body: part,
        electorate: { members: ['Org1MSP', 'Org2MSP'], policy: { type: 'majority' as const }, configSequence: 3 },
        digest: digest(part),
        ...(bodies !== undefined && { ballot: id }),
      }));
      if (bodies !== undefined) {
        const digests = proposals.map((proposal) => proposal.digest);
        this.#ballots.set(id, { ...common, id, proposals: proposals.map((part) => part.id), digest: digest(digests) });
      }
      for (const proposal of proposals) {
        const status = 'proposed' as const;
        const own = { id, mspID: 'Org1MSP', status: 'agreed' as const, digest: proposal.digest, time: common.created };
        const votes = vote ? [this.#vote({ ...own, ...(subject !== undefined && { subject }) })] : [];
        this.proposals.set(proposal.id, { proposal, votes, receipts: [], signatures: [], status, decision: status });
      }
    });
  }

  vote(request: VoteRequest): Promise<Submitted> {
    return this.#submit('vote', request, () => {
      const { id, digest: votedOn, ...said } = parseRequest(voteRequestSchema, request);
      const vote = this.#vote({ id, mspID: 'Org2MSP', ...said, digest: votedOn });
      for (const view of this.#parts(id)) {
        this.proposals.set(view.proposal.id, { ...view, votes: [...view.votes, vote] });
      }
    });
  }

  withdraw(request: WithdrawRequest): Promise<Submitted> {
    return this.#submit('withdraw', request, () => {
      for (const view of this.#parts(request.id)) {
        this.proposals.set(view.proposal.id, { ...view, status: 'withdrawn', decision: 'withdrawn' });
      }
    });
  }

  putReceipt(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  putOutcome(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  putSignature(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  attest(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  enact(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  setAgent(request: AgentStopRequest): Promise<Submitted> {
    return this.#submit('setAgent', request, () => {
      const { stopped, comment = '', subject } = request;
      const time = '2026-01-02T00:00:00.000Z';
      this.stops.push({ mspID: 'Org1MSP', stopped, comment, ...attributedTo(subject), time });
    });
  }

  getConstitution(): Promise<ConstitutionView> {
    return this.#query(() => this.constitution);
  }

  listHalts(): Promise<readonly Halt[]> {
    return this.#query(() => this.halts);
  }

  listAgents(): Promise<readonly AgentStop[]> {
    return this.#query(() => this.stops);
  }

  getProposal(id: string): Promise<ProposalView> {
    return this.#query(() => this.#proposal(id));
  }

  getBallot(id: string): Promise<BallotView> {
    return this.#query(() => {
      const ballot = this.#ballots.get(this.proposals.get(id)?.proposal.ballot ?? id);
      if (ballot === undefined) {
        throw new ContractError({ code: 'NOT_FOUND', text: `there is no ballot ${id}` });
      }
      return { ballot, proposals: ballot.proposals.map((part) => this.#proposal(part)) };
    });
  }

  listProposals(request: ListRequest): Promise<ProposalPage> {
    return this.#query(() => {
      const { status, channelID, pageSize = 50, bookmark = '' } = request;
      const fitting = [...this.proposals.values()].filter(
        (view) =>
          (status === undefined || view.status === status) &&
          (channelID === undefined || view.proposal.body.channelID === channelID),
      );
      const start = bookmark === '' ? 0 : fitting.findIndex((view) => bookmarkAt(view) === bookmark);
      const next = fitting[start + pageSize];
      return {
        proposals: fitting.slice(start, start + pageSize),
        bookmark: next === undefined ? '' : bookmarkAt(next),
      };
    });
  }

  getHistory(id: string, taskID?: TaskID): Promise<readonly HistoryEntry[]> {
    return this.#query(() => history(this.#proposal(id), taskID));
  }

  getChannel(channelID: string): Promise<ChannelView> {
    return this.#query(() => {
      const channel = this.channels.find((candidate) => candidate.channelID === channelID);
      if (channel === undefined) {
        throw new ContractError({ code: 'UNKNOWN_CHANNEL', text: `nobody attests ${channelID}` });
      }
      return channel;
    });
  }

  listChannels(): Promise<readonly ChannelView[]> {
    return this.#query(() => this.channels);
  }

  #proposal(id: string): ProposalView {
    const looks = this.late.get(id) ?? 0;
    this.late.set(id, Math.max(0, looks - 1));
    const view = this.proposals.get(id);
    if (view === undefined || looks > 0) {
      throw new ContractError({ code: 'NOT_FOUND', text: `there is no proposal ${id}` });
    }
    return view;
  }

  #parts(id: string): readonly ProposalView[] {
    const ballot = this.#ballots.get(this.proposals.get(id)?.proposal.ballot ?? id);
    return (ballot?.proposals ?? [id]).map((part) => this.#proposal(part));
  }

  #vote({ id, ...vote }: Partial<Vote> & Pick<Vote, 'mspID' | 'status' | 'digest'> & { readonly id: string }): Vote {
    return { proposalID: id, comment: '', time: '2026-01-02T00:00:00.000Z', ...vote };
  }

  async #submit(transaction: string, request: unknown, apply: () => void): Promise<Submitted> {
    this.submits.push({ transaction, request });
    if (this.refusal !== undefined) {
      throw this.refusal;
    }
    await this.#query(apply);
    const transactionID = String(this.submits.length).padStart(64, '0');
    return { result: new Uint8Array(), transactionID, blockNumber: BigInt(this.submits.length) };
  }

  async #query<T>(look: () => T): Promise<T> {
    await Promise.resolve();
    if (this.failure !== undefined) {
      throw this.failure;
    }
    return look();
  }
}

/** In the form that the contract gives them. */
function bookmarkAt({ proposal }: ProposalView): string {
  return `${'0'.repeat(16)}.${proposal.id}`;
}
