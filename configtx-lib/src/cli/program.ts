// SPDX-License-Identifier: Apache-2.0

import { Command } from 'commander';
import type { CommandIO } from './command-io.js';
import { addApply } from './commands/apply.js';
import { addComputeUpdate } from './commands/compute-update.js';
import { addConfigtxgen } from './commands/configtxgen.js';
import { addExplain } from './commands/explain.js';
import { addProtoDecode } from './commands/proto-decode.js';
import { addProtoEncode } from './commands/proto-encode.js';
import { addRisks } from './commands/risks.js';
import { addSigners } from './commands/signers.js';

/** Adds one command to the program. Each is in a file of its name in `commands/`. */
export type AddCommand = (program: Command, io: CommandIO) => void;

const commands: readonly AddCommand[] = [
  addProtoDecode,
  addProtoEncode,
  addComputeUpdate,
  addConfigtxgen,
  addApply,
  addExplain,
  addSigners,
  addRisks,
];

/** The `opssc-configtx` command: configtxlator's and configtxgen's verbs and flags, and the library's own. */
export function newProgram(io: CommandIO): Command {
  const program = new Command('opssc-configtx')
    .description("Fabric's channel configuration: decode, encode, compare, change")
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(`opssc-configtx: ${text.trim().replace(/\s*\n\s*/g, ' ')}\n`);
      },
    })
    .showSuggestionAfterError(false);
  for (const add of commands) {
    add(program, io);
  }
  return program;
}
