// SPDX-License-Identifier: Apache-2.0

import { createHash, randomBytes } from 'node:crypto';
import {
  computeUpdate,
  configUpdateBytes,
  newConfigUpdateEnvelope,
  newConfigUpdateTransaction,
  signConfigUpdate,
  updatedConfig,
} from '@opssc/configtx';
import { common, peer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { TestIdentity } from './test-organization.js';

export interface EnvelopeToEndorse {
  readonly channelID: string;
  /** Default `basic`. */
  readonly chaincode?: string;
  /** Bytes of the read-write set; default none. */
  readonly results?: Uint8Array;
  readonly creator: TestIdentity;
  readonly endorsers: readonly TestIdentity[];
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

export function transactionIDOf(nonce: Uint8Array, creator: TestIdentity): string {
  return createHash('sha256').update(nonce).update(creator.creator).digest('hex');
}

export interface ConfigTransaction {
  readonly channelID: string;
  readonly current: common.Config;
  readonly updated: common.Config;
  /** Who sign the update. */
  readonly admins: readonly TestIdentity[];
  /** Who sends it to the orderer, and plays the orderer's part. */
  readonly signer: TestIdentity;
  /** Spoils it before it is signed. */
  readonly spoil?: (envelope: common.ConfigEnvelope) => void;
}

/** A new configuration with the update that proves it, as an orderer would send it. */
export async function configEnvelope(options: ConfigTransaction): Promise<common.Envelope> {
  const { channelID, current, updated, admins, signer } = options;
  const update = computeUpdate({ channelID, original: current, updated });
  if (!update) {
    throw new Error('nothing changes');
  }
  const bytes = configUpdateBytes(update);
  const signatures = await Promise.all(admins.map((admin) => signConfigUpdate(bytes, admin)));
  const envelope = newConfigUpdateEnvelope(bytes, signatures);
  const result = new common.ConfigEnvelope();
  result.setConfig(updatedConfig({ current, update }));
  result.setLastUpdate(await newConfigUpdateTransaction({ channelID, envelope, signer, timestamp: new Date() }));
  options.spoil?.(result);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(channelID);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(signer.creator);
  signatureHeader.setNonce(randomBytes(24));
  const payload = new common.Payload();
  payload.setHeader(headerOf(channelHeader, signatureHeader));
  payload.setData(result.serializeBinary());
  return await signedEnvelope(payload, signer);
}

/** An endorser transaction as a client would send it to the orderer. */
export async function endorsedEnvelope(options: EnvelopeToEndorse): Promise<common.Envelope> {
  const { channelID, chaincode = 'basic', nonce = randomBytes(24), creator, endorsers } = options;
  const channelHeader = channelHeaderOf(channelID, chaincode, transactionIDOf(nonce, creator));
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

function chaincodeActionOf(chaincode: string, options: EnvelopeToEndorse): peer.ChaincodeAction {
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
