// SPDX-License-Identifier: Apache-2.0

import { attestChannel } from '../actions/attest-channel.js';
import { registeredChannel } from '../observe/registered-channel.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

/** Brings the registry to what the own peers say about a channel, disabled or not. */
export async function reconcileAttestation(context: ReconcileContext, channelID: string): Promise<ReconcileResult> {
  const { nodes, configs, onSideEffect, logger } = context;
  const [config, view] = await Promise.all([configs.get(channelID), registeredChannel(nodes.ops, channelID)]);
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
