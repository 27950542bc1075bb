// SPDX-License-Identifier: Apache-2.0

import { credentials, type ClientDuplexStream } from '@grpc/grpc-js';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';

export interface FakePeerOptions {
  readonly address: string;
  readonly tls?: {
    readonly rootCertificate: string;
    readonly client?: { readonly certificate: string; readonly privateKey: string };
  };
}

type Message = peer.ChaincodeMessage;
const { Type } = peer.ChaincodeMessage;

/** Dials a chaincode service as a peer does (`protos.Chaincode/Connect`), with an empty world state behind it. */
export class FakePeer {
  readonly #client: InstanceType<typeof peer.ChaincodeClient>;
  readonly #stream: ClientDuplexStream<Message, Message>;
  readonly #messages: AsyncIterator<Message>;

  constructor({ address, tls }: FakePeerOptions) {
    this.#client = new peer.ChaincodeClient(address, tls ? secure(tls) : credentials.createInsecure());
    this.#stream = this.#client.connect();
    // Reading the stream tells of errors; without a listener they would end the process when nobody reads.
    this.#stream.on('error', () => undefined);
    this.#messages = (this.#stream as AsyncIterable<Message>)[Symbol.asyncIterator]();
  }

  /** The ID with which the chaincode registers. */
  async register(): Promise<string> {
    const message = await this.#next();
    if (message.getType() !== Type.REGISTER) {
      throw new Error(`expected REGISTER, got ${message.getType()}`);
    }
    for (const type of [Type.REGISTERED, Type.READY]) {
      const answer = new peer.ChaincodeMessage();
      answer.setType(type);
      this.#stream.write(answer);
    }
    return peer.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName();
  }

  /** Runs a transaction and answers what it reads with nothing. */
  async invoke(args: readonly string[], certificate: string): Promise<peer.Response> {
    const input = new peer.ChaincodeInput();
    input.setArgsList(args.map((argument) => Buffer.from(argument)));
    this.#send(Type.TRANSACTION, input.serializeBinary(), signedProposal(certificate));
    for (;;) {
      const message = await this.#next();
      if (message.getType() === Type.COMPLETED) {
        return peer.Response.deserializeBinary(message.getPayload_asU8());
      }
      if (message.getType() === Type.ERROR) {
        throw new Error(`the chaincode could not run it: ${Buffer.from(message.getPayload_asU8()).toString()}`);
      }
      const empty =
        message.getType() === Type.GET_STATE ? new Uint8Array() : new peer.QueryResponse().serializeBinary();
      this.#send(Type.RESPONSE, empty);
    }
  }

  /** Resolves when the service has ended the stream. */
  async ended(): Promise<void> {
    const message = await this.#messages.next().catch(() => undefined);
    if (message?.done === false) {
      throw new Error(`expected the end, got ${message.value.getType()}`);
    }
  }

  close(): void {
    this.#stream.cancel();
    this.#client.close();
  }

  #send(type: number, payload: Uint8Array, proposal?: peer.SignedProposal): void {
    const message = new peer.ChaincodeMessage();
    message.setType(type as Parameters<Message['setType']>[0]);
    message.setPayload(payload);
    message.setTxid('tx1');
    message.setChannelId('ops-channel');
    message.setProposal(proposal);
    this.#stream.write(message);
  }

  async #next(): Promise<Message> {
    const result = await this.#messages.next();
    if (result.done === true) {
      throw new Error('the chaincode ended the stream');
    }
    return result.value;
  }
}

function secure({ rootCertificate, client }: NonNullable<FakePeerOptions['tls']>) {
  return credentials.createSsl(
    Buffer.from(rootCertificate),
    client ? Buffer.from(client.privateKey) : null,
    client ? Buffer.from(client.certificate) : null,
  );
}

function signedProposal(certificate: string): peer.SignedProposal {
  const creator = new msp.SerializedIdentity();
  creator.setMspid('Org1MSP');
  creator.setIdBytes(Buffer.from(certificate));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator.serializeBinary());
  const channelHeader = new common.ChannelHeader();
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  channelHeader.setChannelId('ops-channel');
  const header = new common.Header();
  header.setSignatureHeader(signatureHeader.serializeBinary());
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new peer.ChaincodeProposalPayload();
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(new peer.ChaincodeSpec());
  payload.setInput(invocation.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  return signed;
}
