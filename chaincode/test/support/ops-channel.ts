// SPDX-License-Identifier: Apache-2.0

import './quiet-shim-log.js';
import { expect } from 'chai';
import {
  type BallotView,
  type ChannelView,
  ContractError,
  type ContractErrorCode,
  type Decision,
  ExecutionContract,
  GovernanceContract,
  type HistoryEntry,
  type ContractTransport,
  newOpsClient,
  newResourcesClient,
  type OpsClient,
  parseOpsEvent,
  type OpsEvent,
  type ProposalView,
  ProposalsContract,
  RegistryContract,
  ResourcesContract,
  type ResourcesClient,
  type Step,
  type ReceiptState,
  type VoteStatus,
} from '../../src/index.js';
import { newCertificate } from './certificate.js';
import { MemoryLedger, type ReadWriteSet } from './memory-ledger.js';
import { MemoryStub } from './memory-stub.js';

export interface CallerOptions {
  readonly mspID: string;
  /** Organizational units of the caller's certificate; an admin's if absent. */
  readonly units?: readonly string[];
  /** The time that the client claims, if not the channel's. */
  readonly time?: Date;
}

/** A transaction that is simulated, and not yet in a block. */
export interface Simulation {
  readonly result: string;
  readonly readWriteSet: ReadWriteSet;
  readonly event: OpsEvent | undefined;
}

type TransactionFunction = (context: unknown, argument: string) => Promise<string>;

const certificates = new Map<string, Promise<string>>();

/** An ops-channel in memory with the contracts on it. Its clock stands still except for one second a block. */
export class OpsChannel {
  readonly id = 'ops-channel';
  readonly ledger = new MemoryLedger();
  now = new Date('2030-01-01T00:00:00.000Z');
  readonly #contracts = new Map(
    [ProposalsContract, ExecutionContract, RegistryContract, GovernanceContract, ResourcesContract].map((Contract) => {
      const contract = new Contract(() => this.now);
      return [contract.getName(), contract] as const;
    }),
  );

  advance(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  /** Runs a transaction as an endorser does: nothing is written. */
  async simulate(transaction: string, argument: string, caller: CallerOptions): Promise<Simulation> {
    const [contractName = '', name = ''] = transaction.split(':');
    const contract = this.#contracts.get(contractName);
    const run = (contract as unknown as Readonly<Record<string, TransactionFunction>> | undefined)?.[name];
    if (contract === undefined || run === undefined) {
      throw new Error(`there is no transaction ${transaction}`);
    }
    const certificate = await certificateWith(caller.units ?? ['admin']);
    const stub = new MemoryStub(this.ledger, { time: caller.time ?? this.now, channelID: this.id });
    const context = Object.assign(contract.createContext(), {
      stub,
      clientIdentity: { getMSPID: () => caller.mspID, getIDBytes: () => new TextEncoder().encode(certificate) },
    });
    try {
      const result = await run.call(contract, context, argument);
      const { event } = stub;
      return { result, readWriteSet: stub.readWriteSet, event: event && parseOpsEvent(event.name, event.payload) };
    } finally {
      expect(stub.openIterators, 'iterators left open').to.equal(0);
    }
  }

  /** The typed client of an organization; each transaction in a block of its own. */
  client(caller: CallerOptions): OpsClient {
    return newOpsClient(this.#transport(caller));
  }

  /** The same for the contract `resources`. */
  resources(caller: CallerOptions): ResourcesClient {
    return newResourcesClient(this.#transport(caller));
  }

  #transport(caller: CallerOptions): ContractTransport {
    return {
      evaluate: async (transaction, argument) =>
        new TextEncoder().encode((await this.simulate(transaction, argument, caller)).result),
      submit: async (transaction, argument) => {
        const { result, readWriteSet } = await this.simulate(transaction, argument, caller);
        expect(this.ledger.commitBlock([readWriteSet])).to.deep.equal(['VALID']);
        this.advance(1000);
        return { result: new TextEncoder().encode(result), transactionID: 'f'.repeat(64), blockNumber: 1n };
      },
    };
  }

  /** Every member attests the channel. */
  async attest(channelID: string, members: readonly string[], configSequence = 1): Promise<void> {
    for (const mspID of members) {
      await this.client({ mspID }).attest({ channelID, members, configSequence });
    }
  }

  async vote(mspID: string, id: string, status: VoteStatus = 'agreed'): Promise<void> {
    const { digest } = (await this.get(id)).proposal;
    await this.client({ mspID }).vote({ id, status, digest });
  }

  async voteOnBallot(mspID: string, id: string, status: VoteStatus = 'agreed'): Promise<void> {
    const { digest } = (await this.ballot(id)).ballot;
    await this.client({ mspID }).vote({ id, status, digest });
  }

  async receipt(mspID: string, id: string, step: Step, state: ReceiptState = 'done'): Promise<void> {
    await this.client({ mspID }).putReceipt({ id, step, state, detail: `${step} ${state}` });
  }

  get(id: string): Promise<ProposalView> {
    return this.client(reader).getProposal(id);
  }

  ballot(id: string): Promise<BallotView> {
    return this.client(reader).getBallot(id);
  }

  /** The decisions on the parts of a ballot, in its order. */
  async decisions(id: string): Promise<readonly Decision[]> {
    return (await this.ballot(id)).proposals.map(({ decision }) => decision);
  }

  async status(id: string): Promise<string> {
    return (await this.get(id)).status;
  }

  history(id: string): Promise<readonly HistoryEntry[]> {
    return this.client(reader).getHistory(id);
  }

  channel(channelID: string): Promise<ChannelView> {
    return this.client(reader).getChannel(channelID);
  }
}

/** Queries need no admin, and no membership. */
const reader: CallerOptions = { mspID: 'AuditorMSP', units: ['client'] };

function certificateWith(units: readonly string[]): Promise<string> {
  const key = units.join();
  const certificate =
    certificates.get(key) ?? newCertificate({ commonName: 'someone', units }).then((pair) => pair.certificate);
  certificates.set(key, certificate);
  return certificate;
}

/** Asserts that a call is refused with this code, and with this field if one is given. */
export async function expectRefusal(call: Promise<unknown>, code: ContractErrorCode, field?: string): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ContractError)) {
    throw new Error(`expected ${code}`, { cause: error });
  }
  expect({ code: error.code, field: error.field }).to.deep.equal({ code, field });
}
