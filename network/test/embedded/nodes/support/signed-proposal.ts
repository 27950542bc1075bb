// SPDX-License-Identifier: Apache-2.0

import { createHash, randomBytes } from 'node:crypto';
import { serializeIdentity, type SigningIdentity } from '@opssc/fabric-admin';
import { common, peer } from '@hyperledger/fabric-protos';

export interface SignedProposalOptions {
  readonly identity: SigningIdentity;
  readonly channelID?: string;
  readonly chaincode?: string;
  readonly arguments?: readonly string[];
  /** Else what Fabric expects. */
  readonly transactionID?: string;
  readonly type?: number;
  readonly epoch?: number;
}

/** A proposal in which anything may be wrong. */
export async function signedProposal(options: SignedProposalOptions): Promise<peer.SignedProposal> {
  const { identity, chaincode = 'sample', channelID = 'mychannel' } = options;
  const creator = serializeIdentity(identity);
  const nonce = randomBytes(24);
  const chaincodeID = new peer.ChaincodeID();
  chaincodeID.setName(chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeID);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(options.type ?? common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channelID);
  channelHeader.setEpoch(options.epoch ?? 0);
  channelHeader.setTxId(options.transactionID ?? createHash('sha256').update(nonce).update(creator).digest('hex'));
  channelHeader.setExtension$(extension.serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload(chaincodeID, options.arguments ?? ['get', 'a']));
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(await identity.sign(proposal.serializeBinary()));
  return signed;
}

function payload(chaincodeID: peer.ChaincodeID, args: readonly string[]): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((argument) => Buffer.from(argument)));
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(chaincodeID);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const result = new peer.ChaincodeProposalPayload();
  result.setInput(invocation.serializeBinary());
  return result.serializeBinary();
}
