// SPDX-License-Identifier: Apache-2.0

import { canonicalJson } from './canonical-json.js';
import type {
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
import { decodeContractError } from './decode-contract-error.js';
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

/** A refusal is told by one endorser of several: in the error's details, in its message, or in what caused it. */
function refusalIn(error: unknown): Error | undefined {
  for (const text of textsOf(error)) {
    const refusal = decodeContractError(text, error);
    if (refusal !== undefined) {
      return refusal;
    }
  }
  return undefined;
}

function* textsOf(error: unknown, depth = 0): Iterable<string> {
  if (typeof error === 'string') {
    yield error;
  }
  if (typeof error !== 'object' || error === null || depth > 5) {
    return;
  }
  const { message, details, cause } = error as Readonly<Record<string, unknown>>;
  for (const detail of Array.isArray(details) ? (details as readonly unknown[]) : [details]) {
    yield* textsOf(detail, depth + 1);
  }
  yield* textsOf(message, depth + 1);
  yield* textsOf(cause, depth + 1);
}
