// SPDX-License-Identifier: Apache-2.0

import { ContractError, type ChannelView } from '@opssc/chaincode/model';
import { attestChannel } from '../actions/attest-channel.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

/** Brings the registry to what the own peers say about a channel, disabled or not. */
export async function reconcileAttestation(context: ReconcileContext, channelID: string): Promise<ReconcileResult> {
  const { nodes, configs, onSideEffect, logger } = context;
  const [config, view] = await Promise.all([configs.get(channelID), registered(context, channelID)]);
  const own = view?.attestations.find(({ mspID }) => mspID === nodes.mspID);
  const attested =
    own !== undefined && own.configSequence === Number(config.sequence) && own.members.join() === config.members.join();
  if (attested || !config.members.includes(nodes.mspID)) {
    return nothingToDo;
  }
  await attestChannel({ ops: nodes.ops, config, onSideEffect });
  logger.info(
    { channelID, configSequence: Number(config.sequence) },
    `attested ${channelID}: ${config.members.join()}`,
  );
  return nothingToDo;
}

async function registered({ nodes }: ReconcileContext, channelID: string): Promise<ChannelView | undefined> {
  try {
    return await nodes.ops.getChannel(channelID);
  } catch (error) {
    if (error instanceof ContractError && (error.code === 'UNKNOWN_CHANNEL' || error.code === 'NOT_FOUND')) {
      return undefined;
    }
    throw error;
  }
}
