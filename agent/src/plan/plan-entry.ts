// SPDX-License-Identifier: Apache-2.0

import type { ChannelEntry } from '@opssc/chaincode/model';
import {
  applyOperations,
  type ChannelConfig,
  type ChannelOperation,
  computeUpdate,
  parseOperations,
} from '@opssc/configtx';
import { TerminalError } from '../errors/terminal-error.js';

/**
 * The operations that let a member into a channel as it is now; undefined: it is there.
 *
 * @throws TerminalError for a definition under the name that another organization has on the channel; ConfigTxError for
 * one that a channel cannot take
 */
export function planEntry(
  { channelID, operation }: ChannelEntry,
  mspID: string,
  current: ChannelConfig,
): readonly ChannelOperation[] | undefined {
  if (current.members.includes(mspID)) {
    return undefined;
  }
  const operations = parseOperations([operation]);
  requireOwnName(operations, mspID, current);
  const updated = applyOperations(current.config, operations);
  return computeUpdate({ channelID, original: current.config, updated }) === undefined ? undefined : operations;
}

/** An organization that is there under this name would be put out by the newcomer. */
function requireOwnName(
  operations: readonly ChannelOperation[],
  mspID: string,
  { channelID, config, ordererEndpoints }: ChannelConfig,
): void {
  const groups = config.getChannelGroup()?.getGroupsMap();
  for (const operation of operations) {
    if (operation.operation !== 'set-organization') {
      continue;
    }
    const { name } = operation;
    const isMember = groups?.get('Application')?.getGroupsMap().has(name) === true;
    const orders = groups?.get('Orderer')?.getGroupsMap().has(name) === true;
    if (isMember || (orders && !(mspID in ordererEndpoints))) {
      throw new TerminalError(`${channelID} has another organization under the name ${name}`);
    }
  }
}
