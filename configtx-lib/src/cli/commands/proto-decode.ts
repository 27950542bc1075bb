// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { jsonText } from '../../codec/json-text.js';
import { protoDecode } from '../../codec/proto-decode.js';
import type { CommandIO } from '../command-io.js';

interface Flags {
  readonly type: string;
  readonly input: string;
  readonly output: string;
}

/** `proto_decode`, as configtxlator has it. */
export function addProtoDecode(program: Command, io: CommandIO): void {
  program
    .command('proto_decode')
    .description('Converts a proto message to JSON')
    .requiredOption('--type <name>', "what to decode from, for example 'common.Config'")
    .option('--input <file>', 'the proto message', '/dev/stdin')
    .option('--output <file>', 'where the JSON document goes', '/dev/stdout')
    .action(async ({ type, input, output }: Flags) => {
      await io.write(output, jsonText(protoDecode(type, await io.read(input))));
    });
}
