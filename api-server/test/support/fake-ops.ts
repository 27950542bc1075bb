// SPDX-License-Identifier: Apache-2.0

import {
  type ChannelView,
  ContractError,
  digest,
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
  type VoteRequest,
  voteRequestSchema,
} from '@opssc/chaincode/model';

/** The contracts at their edge: keeps what is submitted in memory, and checks arguments as the contracts do. */
export class FakeOps implements OpsClient {
  readonly proposals = new Map<string, ProposalView>();
  readonly channels: ChannelView[] = [];
  /** Every submit that got here, by transaction and argument. */
  readonly submits: { readonly transaction: string; readonly request: unknown }[] = [];
  /** Thrown by every call while it is set. */
  failure: Error | undefined;
  /** Proposals that are there only after so many looks: on their way from another organization. */
  late = new Map<string, number>();

  propose(request: ProposeRequest): Promise<Submitted> {
    return this.#submit('propose', request, () => {
      const { id, body, description, expires, vote } = parseRequest(proposeRequestSchema, request);
      const created = '2026-01-01T00:00:00.000Z';
      const proposal = {
        id,
        body,
        ...(description !== undefined && { description }),
        proposer: 'Org1MSP',
        electorate: { members: ['Org1MSP', 'Org2MSP'], policy: { type: 'majority' as const }, configSequence: 3 },
        created,
        expires: expires ?? '2026-01-08T00:00:00.000Z',
        digest: digest(body),
      };
      const own = {
        proposalID: id,
        mspID: 'Org1MSP',
        status: 'agreed' as const,
        comment: '',
        digest: proposal.digest,
        time: created,
      };
      this.proposals.set(id, {
        proposal,
        votes: vote ? [own] : [],
        receipts: [],
        status: 'proposed',
        decision: 'proposed',
      });
    });
  }

  vote(request: VoteRequest): Promise<Submitted> {
    return this.#submit('vote', request, () => {
      const { id, status, comment, digest: votedOn } = parseRequest(voteRequestSchema, request);
      const view = this.#proposal(id);
      const time = '2026-01-02T00:00:00.000Z';
      const vote = { proposalID: id, mspID: 'Org2MSP', status, comment, digest: votedOn, time };
      this.proposals.set(id, { ...view, votes: [...view.votes, vote] });
    });
  }

  withdraw(request: { readonly id: string; readonly comment?: string }): Promise<Submitted> {
    return this.#submit('withdraw', request, () => {
      const view = this.#proposal(request.id);
      this.proposals.set(request.id, { ...view, status: 'withdrawn', decision: 'withdrawn' });
    });
  }

  putReceipt(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  putOutcome(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  attest(): Promise<Submitted> {
    throw new Error('not for an API server');
  }

  getProposal(id: string): Promise<ProposalView> {
    return this.#query(() => this.#proposal(id));
  }

  listProposals(request: ListRequest): Promise<ProposalPage> {
    return this.#query(() => {
      const { status, channelID, pageSize = 50, bookmark = '' } = request;
      const fitting = [...this.proposals.values()].filter(
        (view) =>
          (status === undefined || view.status === status) &&
          (channelID === undefined || view.proposal.body.channelID === channelID),
      );
      const start = bookmark === '' ? 0 : fitting.findIndex(({ proposal }) => proposal.id === bookmark);
      return {
        proposals: fitting.slice(start, start + pageSize),
        bookmark: fitting[start + pageSize]?.proposal.id ?? '',
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

  async #submit(transaction: string, request: unknown, apply: () => void): Promise<Submitted> {
    this.submits.push({ transaction, request });
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
