// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer, type common } from '@hyperledger/fabric-protos';
import { createLedger } from '../../src/embedded/ledger/create-ledger.js';
import type {
  ChannelLedger,
  OpenLedgerOptions,
  PackageStore,
  Simulator,
  SystemChaincodeCall,
  TxValidationCode,
} from '../../src/embedded/ledger/ledger.js';
import { openLedger } from '../../src/embedded/ledger/open-ledger.js';
import { newPrivateDataExchange } from '../../src/embedded/ledger/private-data-exchange.js';
import { lifecycleChaincode } from '../../src/embedded/lifecycle/lifecycle-chaincode.js';
import { lifecycleNamespace } from '../../src/embedded/lifecycle/state-layout.js';
import { blockAfter, genesisBlock } from './test-blocks.js';
import { fillDefinition, type TestDefinition } from './test-definition.js';
import { endorsedEnvelope, transactionIDOf, type EnvelopeToEndorse } from './test-envelopes.js';
import { testOrganization, type TestIdentity, type TestOrganization } from './test-organization.js';

/** The creator is the first organization's user and every organization's peer endorses, unless it says otherwise. */
export type TestTransaction = Omit<EnvelopeToEndorse, 'channelID' | 'creator' | 'endorsers'> &
  Partial<Pick<EnvelopeToEndorse, 'creator' | 'endorsers'>>;

/** A channel with a ledger at every organization, and the orderer's part played by the test. */
export class TestChannel {
  readonly channelID = 'mychannel';
  readonly dir: string;
  readonly organizations: readonly TestOrganization[];
  readonly exchange = newPrivateDataExchange();
  readonly genesisBlock: common.Block;
  readonly #ledgers = new Map<string, ChannelLedger>();
  #lastBlock: common.Block;

  private constructor(dir: string, organizations: readonly TestOrganization[], orderer: TestOrganization) {
    this.dir = dir;
    this.organizations = organizations;
    this.genesisBlock = genesisBlock(this.channelID, organizations, orderer);
    this.#lastBlock = this.genesisBlock;
  }

  /** With `Org1MSP` to `OrgNMSP`. */
  static async create(organizations = 3): Promise<TestChannel> {
    const dir = await mkdtemp(join(tmpdir(), 'embedded-ledger-'));
    const mspIDs = Array.from({ length: organizations }, (_, index) => `Org${index + 1}MSP`);
    const made = await Promise.all(mspIDs.map(testOrganization));
    const channel = new TestChannel(dir, made, await testOrganization('OrdererMSP'));
    for (const { mspID } of made) {
      channel.#ledgers.set(mspID, await createLedger(channel.#ledgerOptions(mspID), channel.genesisBlock));
    }
    return channel;
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#ledgers.values()].map((ledger) => ledger.close()));
    await rm(this.dir, { recursive: true });
  }

  /** Of the organization with this number, from 1. */
  organization(number: number): TestOrganization {
    const found = this.organizations[number - 1];
    if (!found) {
      throw new Error(`the channel has no organization ${number}`);
    }
    return found;
  }

  ledger(number = 1): ChannelLedger {
    const { mspID } = this.organization(number);
    const found = this.#ledgers.get(mspID);
    if (!found) {
      throw new Error(`the ledger of ${mspID} is closed`);
    }
    return found;
  }

  ledgerDir(number = 1): string {
    return join(this.dir, this.organization(number).mspID);
  }

  async closeLedger(number = 1): Promise<void> {
    await this.ledger(number).close();
    this.#ledgers.delete(this.organization(number).mspID);
  }

  async openLedger(number = 1): Promise<ChannelLedger> {
    const { mspID } = this.organization(number);
    const ledger = await openLedger(this.#ledgerOptions(mspID));
    this.#ledgers.set(mspID, ledger);
    return ledger;
  }

  async reopenLedger(number = 1): Promise<ChannelLedger> {
    await this.closeLedger(number);
    return await this.openLedger(number);
  }

  /** An envelope as a client would send it to the orderer. */
  async transaction(options: TestTransaction = {}): Promise<common.Envelope> {
    return await endorsedEnvelope({
      ...options,
      channelID: this.channelID,
      creator: options.creator ?? this.organization(1).user,
      endorsers: options.endorsers ?? this.organizations.map(({ peer: endorser }) => endorser),
    });
  }

  /** Simulates at one organization and has the result endorsed. */
  async simulated(
    simulate: (simulator: Simulator) => void,
    options: TestTransaction & { readonly at?: number } = {},
  ): Promise<common.Envelope> {
    const nonce = options.nonce ?? randomBytes(24);
    const creator = options.creator ?? this.organization(1).user;
    const transactionID = transactionIDOf(nonce, creator);
    const simulator = this.ledger(options.at ?? 1).newSimulator(transactionID);
    simulate(simulator);
    const { publicResults, privateResults } = simulator.results();
    if (privateResults) {
      this.exchange.put(this.channelID, transactionID, privateResults);
    }
    return await this.transaction({ ...options, nonce, creator, results: publicResults });
  }

  /** The next block; the one before it counts as ordered even if no ledger took it. */
  nextBlock(envelopes: readonly (common.Envelope | Uint8Array)[]): common.Block {
    const block = blockAfter(this.#lastBlock, envelopes);
    this.#lastBlock = block;
    return block;
  }

  /** Orders envelopes into one block, commits it at every open ledger, and returns the first one's verdicts. */
  async commit(...envelopes: readonly (common.Envelope | Uint8Array)[]): Promise<TxValidationCode[]> {
    const block = this.nextBlock(envelopes);
    const committed = await Promise.all([...this.#ledgers.values()].map((ledger) => ledger.commit(block)));
    return committed[0]?.transactions.map(({ validationCode }) => validationCode) ?? [];
  }

  /** Calls `_lifecycle` at an organization's peer. */
  async callLifecycle(
    functionName: string,
    args: { serializeBinary(): Uint8Array },
    options: { readonly at?: number; readonly simulator?: Simulator; readonly packages?: PackageStore } = {},
  ): Promise<peer.Response> {
    const channel = this.ledger(options.at ?? 1);
    const call: SystemChaincodeCall = {
      args: [Buffer.from(functionName), args.serializeBinary()],
      channel,
      simulator: options.simulator ?? channel.newSimulator('query'),
      mspID: this.organization(options.at ?? 1).mspID,
      packages: options.packages ?? noPackages,
      channels: () => [channel],
    };
    return await lifecycleChaincode(call);
  }

  /** A transaction that calls `_lifecycle`; its answer has to be a success. */
  async lifecycleTransaction(
    functionName: string,
    args: { serializeBinary(): Uint8Array },
    options: { readonly at?: number; readonly endorsers?: readonly TestIdentity[] } = {},
  ): Promise<common.Envelope> {
    const at = options.at ?? 1;
    const nonce = randomBytes(24);
    const creator = this.organization(at).admin;
    const transactionID = transactionIDOf(nonce, creator);
    const simulator = this.ledger(at).newSimulator(transactionID);
    const response = await this.callLifecycle(functionName, args, { at, simulator });
    if (response.getStatus() !== 200) {
      throw new Error(response.getMessage());
    }
    const { publicResults, privateResults } = simulator.results();
    if (privateResults) {
      this.exchange.put(this.channelID, transactionID, privateResults);
    }
    const endorsers = options.endorsers ?? this.organizations.map(({ peer: endorser }) => endorser);
    return await this.transaction({ chaincode: lifecycleNamespace, results: publicResults, nonce, creator, endorsers });
  }

  async approve(number: number, definition: TestDefinition, packageID = ''): Promise<common.Envelope> {
    const args = new peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs();
    fillDefinition(args, definition);
    const source = new peer.lifecycle.ChaincodeSource();
    const local = new peer.lifecycle.ChaincodeSource.Local();
    local.setPackageId(packageID);
    source.setLocalPackage(local);
    args.setSource(source);
    const endorsers = [this.organization(number).peer];
    return await this.lifecycleTransaction('ApproveChaincodeDefinitionForMyOrg', args, { at: number, endorsers });
  }

  async commitDefinition(definition: TestDefinition): Promise<common.Envelope> {
    const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
    fillDefinition(args, definition);
    return await this.lifecycleTransaction('CommitChaincodeDefinition', args);
  }

  /** Approved by all and committed: two blocks. */
  async deploy(definition: TestDefinition): Promise<void> {
    const approvals = await Promise.all(this.organizations.map((_, index) => this.approve(index + 1, definition)));
    const codes = [
      ...(await this.commit(...approvals)),
      ...(await this.commit(await this.commitDefinition(definition))),
    ];
    if (codes.some((code) => code !== peer.TxValidationCode.VALID)) {
      throw new Error(`deploying ${definition.name}: validation codes ${codes.join(', ')}`);
    }
  }

  #ledgerOptions(mspID: string): OpenLedgerOptions {
    return { dir: join(this.dir, mspID), channelID: this.channelID, mspID, privateData: this.exchange };
  }
}

const noPackages: PackageStore = {
  install: () => Promise.reject(new Error('no packages here')),
  list: () => [],
  get: () => Promise.resolve(undefined),
  connection: () => Promise.resolve(undefined),
};
