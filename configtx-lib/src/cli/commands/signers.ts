// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { requiredSignatures, type SignatureRequirements } from '../../analysis/required-signatures.js';
import type { CommandIO } from '../command-io.js';
import { addUpdateCommand } from '../update-command.js';

interface Flags {
  readonly assume?: readonly string[];
}

/** `signers`: who has to sign an update, and who has not yet. */
export function addSigners(program: Command, io: CommandIO): void {
  addUpdateCommand<SignatureRequirements, Flags>(program, io, {
    name: 'signers',
    description: "Says who has to sign an update, and whether the signatures in the update's envelope are enough",
    analyse: ({ flags, ...input }) => requiredSignatures({ ...input, assumed: flags.assume ?? [] }),
    textOf: textOf,
  }).option('--assume <MSP IDs...>', 'organizations of which an admin is taken to sign');
}

function textOf({ elements, satisfied, missing, unsatisfiable }: SignatureRequirements): string {
  const lines = elements.map(({ path, policy, rule, satisfied: isMet }) => {
    return `  ${isMet ? '✔' : '✘'} ${path}: ${policy} (${rule})`;
  });
  return [...lines, verdict({ satisfied, unsatisfiable }), ...missing.map((set) => `  ${set.join(', ')}`), ''].join(
    '\n',
  );
}

function verdict({ satisfied, unsatisfiable }: Pick<SignatureRequirements, 'satisfied' | 'unsatisfiable'>): string {
  if (satisfied) {
    return 'The signatures are enough.';
  }
  return unsatisfiable
    ? 'Not even an admin of every organization together could sign this.'
    : 'Signatures are missing. An admin of each organization of one of these lines would complete them:';
}
