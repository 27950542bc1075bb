// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { errorMessage, wrapError } from '../../node/error-message.js';
import type { PeerSystemChaincode } from '../system/system-chaincode-call.js';
import { failure } from '../system/response.js';
import type { ChaincodeLauncher } from './chaincode-launcher.js';
import type { EndorsementInfo, EndorsementInfoSource } from './endorsement-info.js';
import type { Invocation } from './invocation.js';
import { TransactionContext } from './transaction-context.js';

export interface ChaincodeSupportOptions {
  readonly launcher: ChaincodeLauncher;
  readonly infoOf: EndorsementInfoSource;
  readonly systemChaincodes: ReadonlyMap<string, PeerSystemChaincode>;
  /** Milliseconds; `chaincode.executetimeout` of core.yaml. */
  readonly executeTimeout: number;
}

export interface ChaincodeResult {
  readonly response: peer.Response;
  readonly event: peer.ChaincodeEvent | undefined;
}

/** Records which version has been initialized, in the chaincode's own state. */
const initializedKey = '\u0000\u{10FFFF}initialized';

/** Runs chaincodes, those of the system within the peer and the others by their services: core/chaincode of Fabric. */
export class ChaincodeSupport {
  readonly #options: ChaincodeSupportOptions;

  constructor(options: ChaincodeSupportOptions) {
    this.#options = options;
  }

  isSystemChaincode(name: string): boolean {
    return this.#options.systemChaincodes.has(name);
  }

  /** @throws Error in Fabric's words when there is no response to speak of. */
  async execute(invocation: Invocation, name: string, input: peer.ChaincodeInput): Promise<ChaincodeResult> {
    let message: peer.ChaincodeMessage;
    try {
      message = await this.invoke(invocation, name, input);
    } catch (cause) {
      throw wrapError(`failed to execute transaction ${invocation.transactionID}`, cause);
    }
    if (message.getType() !== peer.ChaincodeMessage.Type.COMPLETED) {
      throw new Error(`transaction returned with failure: ${Buffer.from(message.getPayload_asU8()).toString()}`);
    }
    const event = message.getChaincodeEvent();
    event?.setChaincodeId(name);
    event?.setTxId(invocation.transactionID);
    return { response: peer.Response.deserializeBinary(message.getPayload_asU8()), event };
  }

  /** The chaincode's closing message, COMPLETED or ERROR. Also what one chaincode's call of another gets back. */
  async invoke(invocation: Invocation, name: string, input: peer.ChaincodeInput): Promise<peer.ChaincodeMessage> {
    const systemChaincode = this.#options.systemChaincodes.get(name);
    if (systemChaincode) {
      return await runSystemChaincode(systemChaincode, invocation, input);
    }
    const info = this.#checkedInfo(invocation, name, input);
    const context = new TransactionContext(invocation, name, input.getIsInit());
    const stream = await this.#options.launcher.launch(info.packageID);
    const message = new peer.ChaincodeMessage();
    message.setType(input.getIsInit() ? peer.ChaincodeMessage.Type.INIT : peer.ChaincodeMessage.Type.TRANSACTION);
    message.setPayload(input.serializeBinary());
    message.setTxid(invocation.transactionID);
    message.setChannelId(invocation.channelID);
    message.setProposal(invocation.signedProposal);
    try {
      return await stream.execute(message, context, this.#options.executeTimeout);
    } catch (cause) {
      throw wrapError('error sending', cause);
    }
  }

  #checkedInfo(invocation: Invocation, name: string, input: peer.ChaincodeInput): EndorsementInfo {
    try {
      const info = this.#infoOf(invocation, name);
      checkInit({ invocation, name, info, isInit: input.getIsInit() });
      return info;
    } catch (cause) {
      throw wrapError('invalid invocation', cause);
    }
  }

  #infoOf(invocation: Invocation, name: string): EndorsementInfo {
    try {
      return this.#options.infoOf(invocation, name);
    } catch (cause) {
      throw wrapError(`[channel ${invocation.channelID}] failed to get chaincode container info for ${name}`, cause);
    }
  }
}

async function runSystemChaincode(
  chaincode: PeerSystemChaincode,
  invocation: Invocation,
  input: peer.ChaincodeInput,
): Promise<peer.ChaincodeMessage> {
  const response = await answer(chaincode, input.getArgsList_asU8(), invocation);
  const message = new peer.ChaincodeMessage();
  message.setType(peer.ChaincodeMessage.Type.COMPLETED);
  message.setPayload(response.serializeBinary());
  message.setTxid(invocation.transactionID);
  message.setChannelId(invocation.channelID);
  return message;
}

async function answer(
  chaincode: PeerSystemChaincode,
  args: readonly Uint8Array[],
  invocation: Invocation,
): Promise<peer.Response> {
  try {
    return await chaincode(args, invocation);
  } catch (error) {
    return failure(errorMessage(error));
  }
}

interface InitCheck {
  readonly invocation: Invocation;
  readonly name: string;
  readonly info: EndorsementInfo;
  readonly isInit: boolean;
}

/** A definition that requires it is initialized exactly once a version: CheckInvocation in chaincode_support.go. */
function checkInit({ invocation, name, info, isInit }: InitCheck): void {
  const { simulator } = invocation;
  const initialized = info.initRequired ? simulator?.getState(name, initializedKey) : undefined;
  const needsInit = info.initRequired && Buffer.from(initialized ?? []).toString() !== info.version;
  if (!isInit) {
    if (needsInit) {
      throw new Error(`chaincode '${name}' has not been initialized for this version, must call as init first`);
    }
    return;
  }
  if (!info.initRequired) {
    throw new Error(`chaincode '${name}' does not require initialization but called as init`);
  }
  if (!needsInit) {
    throw new Error(`chaincode '${name}' is already initialized but called as init`);
  }
  simulator?.putState(name, initializedKey, Buffer.from(info.version));
}
