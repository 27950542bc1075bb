// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import { createHash, randomBytes } from 'node:crypto';
import { currentIdentity } from '../identity/current-identity.js';
import { serializeIdentity } from '../identity/serialize-identity.js';
import type { SigningIdentity } from '../signing-identity.js';
import { newChannelHeader } from '../transport/new-channel-header.js';

export interface ProposalOptions {
  readonly identity: SigningIdentity;
  /** Empty: a proposal to the peer itself, not to a channel. */
  readonly channelID: string;
  readonly chaincodeName: string;
  /** The function's name first. */
  readonly arguments: readonly (string | Uint8Array)[];
  readonly tlsCertificateHash?: Uint8Array | undefined;
}

const NONCE_BYTES = 24;

/** A chaincode proposal as the Endorser service takes it, signed by the identity. */
export async function newSignedProposal(options: ProposalOptions): Promise<peer.SignedProposal> {
  const { channelID, chaincodeName, tlsCertificateHash } = options;
  const identity = currentIdentity(options.identity);
  const creator = serializeIdentity(identity);
  const nonce = randomBytes(NONCE_BYTES);
  const chaincodeID = new peer.ChaincodeID();
  chaincodeID.setName(chaincodeName);

  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeID);
  const channelHeader = newChannelHeader({
    type: common.HeaderType.ENDORSER_TRANSACTION,
    channelID,
    tlsCertificateHash,
  });
  channelHeader.setTxId(transactionID(nonce, creator));
  channelHeader.setExtension$(extension.serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());

  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload(chaincodeID, options.arguments));
  const bytes = proposal.serializeBinary();
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  signed.setSignature(await identity.sign(bytes));
  return signed;
}

/** protoutil/proputils.go, `ComputeTxID`. */
function transactionID(nonce: Uint8Array, creator: Uint8Array): string {
  return createHash('sha256').update(nonce).update(creator).digest('hex');
}

function payload(chaincodeID: peer.ChaincodeID, args: readonly (string | Uint8Array)[]): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((argument) => (typeof argument === 'string' ? Buffer.from(argument) : argument)));
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.GOLANG);
  spec.setChaincodeId(chaincodeID);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const result = new peer.ChaincodeProposalPayload();
  result.setInput(invocation.serializeBinary());
  return result.serializeBinary();
}
