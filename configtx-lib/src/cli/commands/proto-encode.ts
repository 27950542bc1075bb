// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { protoEncode } from '../../codec/proto-encode.js';
import { ConfigTxError } from '../../config-tx-error.js';
import type { CommandIO } from '../command-io.js';

interface Flags {
  readonly type: string;
  readonly input: string;
  readonly output: string;
}

/** `proto_encode`, as configtxlator has it. */
export function addProtoEncode(program: Command, io: CommandIO): void {
  program
    .command('proto_encode')
    .description('Converts a JSON document to a proto message')
    .requiredOption('--type <name>', "what to encode to, for example 'common.Config'")
    .option('--input <file>', 'the JSON document', '/dev/stdin')
    .option('--output <file>', 'where the proto message goes', '/dev/stdout')
    .action(async ({ type, input, output }: Flags) => {
      await io.write(output, protoEncode(type, parsed(await io.read(input))));
    });
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(json).toString('utf8'));
  } catch (cause) {
    throw new ConfigTxError('MALFORMED', `the input is not JSON: ${String(cause)}`, { cause });
  }
}
