// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';
import { parseData } from '../profile/parse-data.js';
import { fromInstructions, isInstructionList } from '../profile/v04/from-instructions.js';
import type { ChannelOperation } from './channel-operation.js';
import { isOperationName, operationDefinition, operationNames } from './operation-table.js';

const root = 'operations';

/**
 * Reads operations from JSON data: a list of them, or a list of `Command` and `Parameters` as OpsSC v0.4 has it.
 *
 * @throws ConfigTxError `INVALID_PROFILE` with the path of the first element that is wrong
 */
export function parseOperations(input: unknown): readonly ChannelOperation[] {
  if (!Array.isArray(input)) {
    throw invalid(root, 'must be a list of operations');
  }
  if (input.length === 0) {
    throw invalid(root, 'is empty');
  }
  const items: readonly unknown[] = isInstructionList(input) ? fromInstructions(input, root) : input;
  const operations = items.map(parseOperation);
  requireDistinct(operations);
  return operations;
}

function parseOperation(input: unknown, index: number): ChannelOperation {
  const path = `${root}[${index}]`;
  const name: unknown =
    typeof input === 'object' && input !== null && 'operation' in input ? input.operation : undefined;
  if (name === undefined) {
    throw invalid(`${path}.operation`, 'is missing');
  }
  if (!isOperationName(name)) {
    const text = typeof name === 'string' ? `'${name}'` : 'this';
    throw invalid(`${path}.operation`, `${text} is no operation; there are ${operationNames.join(', ')}`);
  }
  return parseData({ schema: operationDefinition(name).schema, input, path });
}

/** The later one of two operations on one thing would win without anyone having said so. */
function requireDistinct(operations: readonly ChannelOperation[]): void {
  const seen = new Map<string, number>();
  operations.forEach((operation, index) => {
    for (const subject of operationDefinition(operation.operation).subjects(operation)) {
      const earlier = seen.get(subject);
      if (earlier !== undefined) {
        throw invalid(`${root}[${index}]`, `${subject} is there twice, in ${root}[${earlier}] already`);
      }
      seen.set(subject, index);
    }
  });
}

function invalid(path: string, reason: string): ConfigTxError {
  return new ConfigTxError('INVALID_PROFILE', `${path}: ${reason}`, { path });
}
