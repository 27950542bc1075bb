// SPDX-License-Identifier: Apache-2.0

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blockDataHash, blockHeaderHash, newGenesisBlock, type MspProfile } from '@opssc/configtx';
import { newSigningIdentity, serializeIdentity } from '@opssc/fabric-admin';
import { common, peer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { newCertificateAuthority } from '../../src/crypto/certificate-authority.js';
import { createLedger } from '../../src/embedded/ledger/create-ledger.js';
import type {
  ChannelLedger,
  PackageStore,
  Simulator,
  SystemChaincodeCall,
  TxValidationCode,
} from '../../src/embedded/ledger/ledger.js';
import { openLedger } from '../../src/embedded/ledger/open-ledger.js';
import { newPrivateDataExchange } from '../../src/embedded/ledger/private-data-exchange.js';
import { lifecycleChaincode } from '../../src/embedded/lifecycle/lifecycle-chaincode.js';
import { lifecycleNamespace } from '../../src/embedded/lifecycle/state-layout.js';

/** Who signs in a test, with a real certificate. */
export interface TestIdentity {
  readonly mspID: string;
  readonly creator: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

export interface TestOrganization {
  readonly mspID: string;
  readonly msp: MspProfile;
  readonly peer: TestIdentity;
  readonly admin: TestIdentity;
  readonly user: TestIdentity;
}

export async function newTestOrganization(mspID: string): Promise<TestOrganization> {
  const domain = `${mspID.toLowerCase()}.example.com`;
  const ca = await newCertificateAuthority({ commonName: `ca.${domain}`, organization: domain, now: new Date() });
  const identity = async (name: string, unit: string): Promise<TestIdentity> => {
    const { certificate, privateKey } = await ca.issueIdentity(`${name}.${domain}`, unit);
    const pem = Buffer.from(certificate);
    const signer = newSigningIdentity({ mspID, certificate: pem, privateKey: Buffer.from(privateKey) });
    return {
      mspID,
      creator: serializeIdentity(signer),
      sign: (message) => signer.sign(message),
    };
  };
  return {
    mspID,
    msp: { mspID, rootCerts: [ca.own.certificate], tlsRootCerts: [ca.own.certificate] },
    peer: await identity('peer0', 'peer'),
    admin: await identity('admin', 'admin'),
    user: await identity('user', 'client'),
  };
}

export interface TestTransaction {
  /** Default `basic`. */
  readonly chaincode?: string;
  /** Bytes of the read-write set; default none. */
  readonly results?: Uint8Array;
  /** Default: the first organization's user. */
  readonly creator?: TestIdentity;
  /** Default: one peer of every organization. */
  readonly endorsers?: readonly TestIdentity[];
  readonly event?: peer.ChaincodeEvent;
  /** Default: random. */
  readonly nonce?: Uint8Array;
  /** Spoils the transaction before it is signed. */
  readonly spoilHeader?: (channelHeader: common.ChannelHeader, signatureHeader: common.SignatureHeader) => void;
  readonly spoilAction?: (action: peer.ChaincodeAction) => void;
  readonly spoilResponse?: (response: peer.ProposalResponsePayload) => void;
  readonly spoilTransaction?: (transaction: peer.Transaction) => void;
  readonly spoilPayload?: (payload: common.Payload) => void;
  /** Spoils it afterwards. */
  readonly spoilEnvelope?: (envelope: common.Envelope) => void;
}

export interface TestDefinition {
  readonly name: string;
  readonly sequence?: number;
  readonly version?: string;
  readonly validationParameter?: Uint8Array;
  readonly collections?: peer.CollectionConfigPackage;
}

const organizationCache = new Map<string, Promise<TestOrganization>>();

/** Certificates are made once for all tests: they only have to be real. */
function organization(mspID: string): Promise<TestOrganization> {
  const made = organizationCache.get(mspID) ?? newTestOrganization(mspID);
  organizationCache.set(mspID, made);
  return made;
}

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
    const made = await Promise.all(mspIDs.map(organization));
    const channel = new TestChannel(dir, made, await organization('OrdererMSP'));
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
    return await endorsedEnvelope(this, options);
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

  #ledgerOptions(mspID: string) {
    return { dir: join(this.dir, mspID), channelID: this.channelID, mspID, privateData: this.exchange };
  }
}

export function transactionIDOf(nonce: Uint8Array, creator: TestIdentity): string {
  return createHash('sha256').update(nonce).update(creator.creator).digest('hex');
}

/** With the given configuration, as an orderer would send it; signed by `signer`. */
export async function configEnvelope(
  channelID: string,
  config: common.Config,
  signer: TestIdentity,
): Promise<common.Envelope> {
  const configEnvelopeMessage = new common.ConfigEnvelope();
  configEnvelopeMessage.setConfig(config);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(channelID);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(signer.creator);
  signatureHeader.setNonce(randomBytes(24));
  const payload = new common.Payload();
  payload.setHeader(headerOf(channelHeader, signatureHeader));
  payload.setData(configEnvelopeMessage.serializeBinary());
  return await signedEnvelope(payload, signer);
}

export function blockAfter(previous: common.Block, envelopes: readonly (common.Envelope | Uint8Array)[]): common.Block {
  const data = new common.BlockData();
  data.setDataList(
    envelopes.map((envelope) => (envelope instanceof Uint8Array ? envelope : envelope.serializeBinary())),
  );
  const previousHeader = previous.getHeader() ?? new common.BlockHeader();
  const header = new common.BlockHeader();
  header.setNumber(previousHeader.getNumber() + 1);
  header.setPreviousHash(blockHeaderHash(previousHeader));
  header.setDataHash(blockDataHash(data));
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(new common.BlockMetadata());
  return block;
}

function genesisBlock(
  channelID: string,
  organizations: readonly TestOrganization[],
  orderer: TestOrganization,
): common.Block {
  const tlsCert = orderer.msp.rootCerts[0] ?? '';
  return newGenesisBlock({
    channelID,
    capabilities: { channel: 'V2_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: {
      consensus: {
        type: 'etcdraft',
        consenters: [{ host: 'localhost', port: 7050, clientTlsCert: tlsCert, serverTlsCert: tlsCert }],
      },
      batchTimeout: 50,
      batchSize: { maxMessageCount: 500, absoluteMaxBytes: 10_000_000, preferredMaxBytes: 2_000_000 },
      organizations: [{ name: 'OrdererOrg', msp: orderer.msp, ordererEndpoints: ['localhost:7050'] }],
    },
    // Group names other than MSP IDs: policies of organizations go by the group.
    application: { organizations: organizations.map(({ mspID, msp }) => ({ name: mspID.replace('MSP', ''), msp })) },
  });
}

async function endorsedEnvelope(channel: TestChannel, options: TestTransaction): Promise<common.Envelope> {
  const { chaincode = 'basic', nonce = randomBytes(24), creator = channel.organization(1).user } = options;
  const endorsers = options.endorsers ?? channel.organizations.map(({ peer: endorser }) => endorser);
  const channelHeader = channelHeaderOf(channel.channelID, chaincode, transactionIDOf(nonce, creator));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator.creator);
  signatureHeader.setNonce(nonce);
  options.spoilHeader?.(channelHeader, signatureHeader);
  const header = headerOf(channelHeader, signatureHeader);
  const proposalPayload = new peer.ChaincodeProposalPayload().serializeBinary();
  const response = new peer.ProposalResponsePayload();
  response.setProposalHash(
    createHash('sha256')
      .update(header.getChannelHeader_asU8())
      .update(header.getSignatureHeader_asU8())
      .update(proposalPayload)
      .digest(),
  );
  response.setExtension$(chaincodeActionOf(chaincode, options).serializeBinary());
  options.spoilResponse?.(response);
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response.serializeBinary());
  endorsed.setEndorsementsList(
    await Promise.all(endorsers.map((endorser) => endorsementBy(endorser, response.serializeBinary()))),
  );
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposalPayload);
  actionPayload.setAction(endorsed);
  const transaction = new peer.Transaction();
  const action = transaction.addActions();
  action.setHeader(header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  options.spoilTransaction?.(transaction);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  options.spoilPayload?.(payload);
  const envelope = await signedEnvelope(payload, creator);
  options.spoilEnvelope?.(envelope);
  return envelope;
}

function channelHeaderOf(channelID: string, chaincode: string, transactionID: string): common.ChannelHeader {
  const chaincodeID = new peer.ChaincodeID();
  chaincodeID.setName(chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeID);
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.ENDORSER_TRANSACTION);
  header.setChannelId(channelID);
  header.setTxId(transactionID);
  header.setTimestamp(timestamps.Timestamp.fromDate(new Date()));
  header.setExtension$(extension.serializeBinary());
  return header;
}

function chaincodeActionOf(chaincode: string, options: TestTransaction): peer.ChaincodeAction {
  const chaincodeID = new peer.ChaincodeID();
  chaincodeID.setName(chaincode);
  chaincodeID.setVersion('1.0');
  const response = new peer.Response();
  response.setStatus(200);
  const action = new peer.ChaincodeAction();
  action.setChaincodeId(chaincodeID);
  action.setResponse(response);
  action.setResults(options.results ?? new Uint8Array());
  if (options.event) {
    action.setEvents(options.event.serializeBinary());
  }
  options.spoilAction?.(action);
  return action;
}

function headerOf(channelHeader: common.ChannelHeader, signatureHeader: common.SignatureHeader): common.Header {
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

async function endorsementBy(endorser: TestIdentity, payload: Uint8Array): Promise<peer.Endorsement> {
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(endorser.creator);
  endorsement.setSignature(await endorser.sign(Buffer.concat([payload, endorser.creator])));
  return endorsement;
}

async function signedEnvelope(payload: common.Payload, signer: TestIdentity): Promise<common.Envelope> {
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(await signer.sign(payload.serializeBinary()));
  return envelope;
}

/** Fills what the argument messages of approval, readiness and commit have in common. */
export function fillDefinition(
  args:
    | peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs
    | peer.lifecycle.CheckCommitReadinessArgs
    | peer.lifecycle.CommitChaincodeDefinitionArgs,
  definition: TestDefinition,
): void {
  args.setName(definition.name);
  args.setSequence(definition.sequence ?? 1);
  args.setVersion(definition.version ?? '1.0');
  args.setValidationParameter(definition.validationParameter ?? new Uint8Array());
  args.setCollections(definition.collections);
}

const noPackages: PackageStore = {
  install: () => Promise.reject(new Error('no packages here')),
  list: () => [],
  get: () => Promise.resolve(undefined),
  connection: () => Promise.resolve(undefined),
};
