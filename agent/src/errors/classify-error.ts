// SPDX-License-Identifier: Apache-2.0

import { FabricError, type FabricErrorOptions } from '@opssc/fabric-admin';
import { TerminalError } from './terminal-error.js';
import { WaitingError } from './waiting-error.js';

/**
 * What to do about an error: `wait` for something that is not there (said once, by readiness), `retry` something that
 * went wrong, or `stop`, since it cannot succeed as proposed.
 */
export type Verdict = 'wait' | 'retry' | 'stop';

/** Answers of the lifecycle that no other try of the same definition changes. */
const finalReasons: ReadonlySet<FabricErrorOptions['reason']> = new Set([
  'SEQUENCE_SKIPPED',
  'SEQUENCE_COMMITTED',
  'COMMITTED_DIFFERENTLY',
]);

/** The one place in which an error's kind is turned into a decision. What is not known is tried again. */
export function classifyError(error: unknown): Verdict {
  if (error instanceof TerminalError) {
    return 'stop';
  }
  if (error instanceof WaitingError) {
    return 'wait';
  }
  if (error instanceof FabricError) {
    if (finalReasons.has(error.reason)) {
      return 'stop';
    }
    return error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT' ? 'wait' : 'retry';
  }
  return 'retry';
}

/** Whether a node answered, and said no. */
export function isRefusal(error: unknown): boolean {
  return error instanceof FabricError && (error.code === 'REFUSED' || error.code === 'NOT_FOUND');
}

/** On one line, in the words of the nodes where they have said something. */
export function reasonOf(error: unknown): string {
  if (error instanceof FabricError && error.code === 'REFUSED' && error.details.length > 0) {
    return [...new Set(error.details.map(({ message }) => message))].join('; ').replaceAll(/\s+/g, ' ');
  }
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
}
