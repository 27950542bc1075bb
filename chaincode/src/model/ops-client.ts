// SPDX-License-Identifier: Apache-2.0

import { canonicalJson } from './canonical-json.js';
import type { ConstitutionView } from './constitution.js';
import type {
  AgentStopRequest,
  AttestRequest,
  ContractTransport,
  ListRequest,
  OpsClient,
  OutcomeRequest,
  ProposeRequest,
  ReceiptRequest,
  SignatureRequest,
  Submitted,
  VoteRequest,
  WithdrawRequest,
} from './contract-client.js';
import type { AgentStop } from './facts.js';
import type { Halt } from './halt.js';
import { refusalIn } from './refusal-in.js';
import { transactions } from './transactions.js';
import type { BallotView, ChannelView, HistoryEntry, ProposalPage, ProposalView, TaskID } from './view.js';

/** The contracts' transactions as typed calls; the refusals of contracts as {@link ContractError}. */
export function newOpsClient(transport: ContractTransport): OpsClient {
  return new TransportOpsClient(transport);
}

class TransportOpsClient implements OpsClient {
  readonly #transport: ContractTransport;

  constructor(transport: ContractTransport) {
    this.#transport = transport;
  }

  propose(request: ProposeRequest): Promise<Submitted> {
    return this.#submit(transactions.propose, request);
  }

  vote(request: VoteRequest): Promise<Submitted> {
    return this.#submit(transactions.vote, request);
  }

  withdraw(request: WithdrawRequest): Promise<Submitted> {
    return this.#submit(transactions.withdraw, request);
  }

  putReceipt(request: ReceiptRequest): Promise<Submitted> {
    return this.#submit(transactions.putReceipt, request);
  }

  putSignature(request: SignatureRequest): Promise<Submitted> {
    return this.#submit(transactions.putSignature, request);
  }

  putOutcome(request: OutcomeRequest): Promise<Submitted> {
    return this.#submit(transactions.putOutcome, request);
  }

  attest(request: AttestRequest): Promise<Submitted> {
    return this.#submit(transactions.attest, request);
  }

  async getProposal(id: string): Promise<ProposalView> {
    return (await this.#evaluate(transactions.getProposal, { id })) as ProposalView;
  }

  async getBallot(id: string): Promise<BallotView> {
    return (await this.#evaluate(transactions.getBallot, { id })) as BallotView;
  }

  async listProposals(request: ListRequest): Promise<ProposalPage> {
    return (await this.#evaluate(transactions.listProposals, request)) as ProposalPage;
  }

  async getHistory(id: string, taskID?: TaskID): Promise<readonly HistoryEntry[]> {
    return (await this.#evaluate(transactions.getHistory, { id, taskID })) as readonly HistoryEntry[];
  }

  async getChannel(channelID: string): Promise<ChannelView> {
    return (await this.#evaluate(transactions.getChannel, { channelID })) as ChannelView;
  }

  async listChannels(): Promise<readonly ChannelView[]> {
    return (await this.#evaluate(transactions.listChannels, {})) as readonly ChannelView[];
  }

  enact(id: string): Promise<Submitted> {
    return this.#submit(transactions.enact, { id });
  }

  setAgent(request: AgentStopRequest): Promise<Submitted> {
    return this.#submit(transactions.setAgent, request);
  }

  async getConstitution(): Promise<ConstitutionView> {
    return (await this.#evaluate(transactions.getConstitution, {})) as ConstitutionView;
  }

  async listHalts(): Promise<readonly Halt[]> {
    return (await this.#evaluate(transactions.listHalts, {})) as readonly Halt[];
  }

  async listAgents(): Promise<readonly AgentStop[]> {
    return (await this.#evaluate(transactions.listAgents, {})) as readonly AgentStop[];
  }

  async #submit(transaction: string, request: object): Promise<Submitted> {
    try {
      return await this.#transport.submit(transaction, canonicalJson(request));
    } catch (error) {
      throw refusalIn(error) ?? error;
    }
  }

  async #evaluate(transaction: string, request: object): Promise<unknown> {
    try {
      const result = await this.#transport.evaluate(transaction, canonicalJson(request));
      return JSON.parse(new TextDecoder().decode(result));
    } catch (error) {
      throw refusalIn(error) ?? error;
    }
  }
}
