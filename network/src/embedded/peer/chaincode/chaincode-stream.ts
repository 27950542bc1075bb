// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { errorMessage } from '../../node/error-message.js';
import { messageTypeName, type MessageType } from './message-type.js';
import type { RequestHandler } from './requests/request-handler.js';
import type { TransactionContext } from './transaction-context.js';

export interface ChaincodeStreamOptions {
  readonly call: ClientDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage>;
  readonly packageID: string;
  readonly handlers: ReadonlyMap<MessageType, RequestHandler>;
}

interface Execution {
  readonly context: TransactionContext;
  readonly finish: (message: peer.ChaincodeMessage) => void;
  readonly fail: (error: Error) => void;
}

const Type = peer.ChaincodeMessage.Type;

/**
 * The peer's side of the conversation with one chaincode service: registration, then executions whose messages are told
 * apart by channel and transaction. core/chaincode/handler.go of Fabric.
 */
export class ChaincodeStream {
  readonly #options: ChaincodeStreamOptions;
  readonly #executions = new Map<string, Execution>();
  readonly #ended = new AbortController();
  #isReady = false;

  constructor(options: ChaincodeStreamOptions) {
    this.#options = options;
    const { call } = options;
    call.on('data', (message: peer.ChaincodeMessage) => {
      this.#receive(message);
    });
    const end = () => {
      this.#end(`connection to ${options.packageID} terminated`);
    };
    call.on('error', end);
    call.on('end', end);
  }

  /** Aborted when the conversation is over. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  get isReady(): boolean {
    return this.#isReady && !this.#ended.signal.aborted;
  }

  /** @throws Error when the service hangs up first, or registers as another chaincode. */
  async registered(timeoutMs: number): Promise<void> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const { call, packageID } = this.#options;
    while (!this.isReady) {
      try {
        await once(call, 'data', { signal: AbortSignal.any([timeout, this.ended]) });
      } catch {
        throw new Error(
          timeout.aborted
            ? `timeout expired while starting chaincode ${packageID} for transaction`
            : `chaincode registration failed: ${String(this.ended.reason)}`,
        );
      }
    }
  }

  /** @throws Error after the timeout, and when the stream ends meanwhile. */
  async execute(
    message: peer.ChaincodeMessage,
    context: TransactionContext,
    timeoutMs: number,
  ): Promise<peer.ChaincodeMessage> {
    const key = executionKey(message);
    if (this.#executions.has(key)) {
      throw new Error(`txid: ${message.getTxid()}(${message.getChannelId()}) exists`);
    }
    if (this.#ended.signal.aborted) {
      throw new Error('chaincode stream terminated');
    }
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((finish, fail) => {
        this.#executions.set(key, { context, finish, fail });
        timer = setTimeout(() => {
          fail(new Error('timeout expired while executing transaction'));
        }, timeoutMs);
        this.#options.call.write(message);
      });
    } finally {
      clearTimeout(timer);
      this.#executions.delete(key);
    }
  }

  close(reason = 'closed by the peer'): void {
    this.#options.call.cancel();
    this.#end(reason);
  }

  #receive(message: peer.ChaincodeMessage): void {
    switch (message.getType()) {
      case Type.KEEPALIVE:
        return;
      case Type.REGISTER:
        this.#register(message);
        return;
      case Type.COMPLETED:
      case Type.ERROR:
        this.#executions.get(executionKey(message))?.finish(message);
        return;
      default:
        void this.#answer(message);
    }
  }

  #register(message: peer.ChaincodeMessage): void {
    const name = peer.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName();
    if (this.#isReady || name !== this.#options.packageID) {
      this.close(`the service at the address of ${this.#options.packageID} registered as '${name}'`);
      return;
    }
    this.#send(Type.REGISTERED);
    const parameters = new peer.ChaincodeAdditionalParams();
    parameters.setUseWriteBatch(true);
    parameters.setMaxSizeWriteBatch(1000);
    parameters.setUseGetMultipleKeys(true);
    parameters.setMaxSizeGetMultipleKeys(1000);
    this.#send(Type.READY, parameters.serializeBinary());
    this.#isReady = true;
  }

  async #answer(request: peer.ChaincodeMessage): Promise<void> {
    const response = new peer.ChaincodeMessage();
    response.setTxid(request.getTxid());
    response.setChannelId(request.getChannelId());
    try {
      response.setPayload(await this.#handle(request));
      response.setType(Type.RESPONSE);
    } catch (error) {
      const name = messageTypeName(request.getType());
      response.setPayload(Buffer.from(`${name} failed: transaction ID: ${request.getTxid()}: ${errorMessage(error)}`));
      response.setType(Type.ERROR);
    }
    if (!this.#ended.signal.aborted) {
      this.#options.call.write(response);
    }
  }

  async #handle(request: peer.ChaincodeMessage): Promise<Uint8Array> {
    const handler = this.#options.handlers.get(request.getType());
    if (!handler) {
      this.close(`cannot handle message ${messageTypeName(request.getType())}`);
      throw new Error('cannot handle message');
    }
    const execution = this.#executions.get(executionKey(request));
    if (!execution) {
      throw new Error('no ledger context');
    }
    return await handler(request.getPayload_asU8(), execution.context);
  }

  #send(type: MessageType, payload: Uint8Array = new Uint8Array()): void {
    const message = new peer.ChaincodeMessage();
    message.setType(type);
    message.setPayload(payload);
    this.#options.call.write(message);
  }

  #end(reason: string): void {
    this.#ended.abort(reason);
    for (const { fail } of this.#executions.values()) {
      fail(new Error('chaincode stream terminated'));
    }
  }
}

function executionKey(message: peer.ChaincodeMessage): string {
  return `${message.getChannelId()}/${message.getTxid()}`;
}
