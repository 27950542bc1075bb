// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { Command } from 'commander';
import { ConfigTxError } from '../../config-tx-error.js';
import { decodeMessage } from '../../decode-message.js';
import { computeUpdate } from '../../update/compute-update.js';
import { configUpdateBytes } from '../../update/config-update-bytes.js';
import type { CommandIO } from '../command-io.js';

interface Flags {
  readonly channel_id: string;
  readonly original: string;
  readonly updated: string;
  readonly output: string;
}

/** `compute_update`, as configtxlator has it: without a difference it fails. */
export function addComputeUpdate(program: Command, io: CommandIO): void {
  const configOf = async (path: string, what: string): Promise<common.Config> =>
    decodeMessage({ type: common.Config, bytes: await io.read(path), what, code: 'MALFORMED' });

  program
    .command('compute_update')
    .description('Computes the update that leads from one marshaled common.Config to another')
    .requiredOption('--channel_id <name>', 'the channel of the update')
    .requiredOption('--original <file>', 'the original config message')
    .requiredOption('--updated <file>', 'the updated config message')
    .option('--output <file>', 'where the update goes', '/dev/stdout')
    .action(async ({ channel_id: channelID, original, updated, output }: Flags) => {
      const update = computeUpdate({
        channelID,
        original: await configOf(original, 'the original config'),
        updated: await configOf(updated, 'the updated config'),
      });
      if (!update) {
        throw new ConfigTxError('INVALID_CONFIG', 'no differences detected between original and updated config');
      }
      await io.write(output, configUpdateBytes(update));
    });
}
