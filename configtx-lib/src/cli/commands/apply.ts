// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { applyOperations } from '../../operations/apply-operations.js';
import { readOperations } from '../../operations/read-operations.js';
import { validateOperations } from '../../operations/validate-operations.js';
import type { CommandIO } from '../command-io.js';
import { configFromFile } from '../config-from-file.js';

interface Flags {
  readonly profile: string;
  readonly input: string;
  readonly output: string;
}

/** `apply`: a profile's operations on a configuration, checked first. */
export function addApply(program: Command, io: CommandIO): void {
  program
    .command('apply')
    .description("Applies a profile's operations to a channel configuration")
    .requiredOption('--profile <file>', 'operations in YAML or JSON')
    .requiredOption('--input <file>', 'a configuration block, or a marshaled common.Config')
    .option('--output <file>', 'where the changed common.Config goes', '/dev/stdout')
    .action(async ({ profile, input, output }: Flags) => {
      const operations = readOperations(Buffer.from(await io.read(profile)).toString('utf8'));
      const { config } = configFromFile(await io.read(input));
      validateOperations(config, operations, { now: io.now() });
      await io.write(output, applyOperations(config, operations).serializeBinary());
    });
}
