// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../../../ledger/ledger.js';
import { wrapError } from '../../../node/error-message.js';
import type { AccessControl } from '../../access-control.js';
import type { ChaincodeSupport } from '../chaincode-support.js';
import { SimulationNotes, type Invocation } from '../invocation.js';
import type { RequestHandler } from './request-handler.js';

export interface InvokeChaincodeOptions {
  /** Late: the support itself holds the handlers. */
  readonly support: () => ChaincodeSupport;
  readonly access: AccessControl;
  readonly channelOf: (channelID: string) => ChannelLedger | undefined;
}

/**
 * One chaincode calls another: on the same channel within the same simulation, on another with one of its own, whose
 * results are dropped.
 */
export function newInvokeChaincode({ support, access, channelOf }: InvokeChaincodeOptions): RequestHandler {
  return async (payload, { invocation }) => {
    const spec = peer.ChaincodeSpec.deserializeBinary(payload);
    const target = parseName(spec.getChaincodeId()?.getName() ?? '');
    const channelID = target.channelID || invocation.channelID;
    if (!support().isSystemChaincode(target.name)) {
      const denied = access.check('peer/ChaincodeToChaincode', channelID, invocation.creator);
      if (denied !== undefined) {
        throw new Error(denied);
      }
    }
    const called = channelID === invocation.channelID ? invocation : onOtherChannel(invocation, channelID, channelOf);
    try {
      const response = await support().invoke(called, target.name, spec.getInput() ?? new peer.ChaincodeInput());
      return response.serializeBinary();
    } catch (cause) {
      throw wrapError('execute failed', cause);
    }
  };
}

function onOtherChannel(
  invocation: Invocation,
  channelID: string,
  channelOf: InvokeChaincodeOptions['channelOf'],
): Invocation {
  const channel = channelOf(channelID);
  if (!channel) {
    throw new Error(`failed to find ledger for channel: ${channelID}`);
  }
  const simulator = channel.newSimulator(invocation.transactionID);
  return { ...invocation, channelID, channel, simulator, notes: new SimulationNotes() };
}

/** `name:version/channel`, version and channel optional; the version is ignored. */
function parseName(text: string): { readonly name: string; readonly channelID: string } {
  const slash = text.indexOf('/');
  const [name = ''] = (slash === -1 ? text : text.slice(0, slash)).split(':', 1);
  return { name, channelID: slash === -1 ? '' : text.slice(slash + 1) };
}
