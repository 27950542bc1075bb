// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import type { CliContext, TextOutput } from '../cli-context.js';
import type { ExitCode } from '../exit-codes.js';
import { coloursFor } from '../output/colours-for.js';
import { newProgress } from '../output/progress.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { awaitOutcome } from './await-outcome.js';
import type { Until } from './outcome-of.js';

export interface ShowUntilEndOptions {
  readonly client: ApiClient;
  readonly context: CliContext;
  readonly id: string;
  readonly resource: ProposalResource;
  readonly until: Until;
  /** Milliseconds; absent: for as long as it takes. */
  readonly timeout?: number | undefined;
  /** Where progress is shown. */
  readonly output: TextOutput;
}

/** Follows a proposal or ballot to its end, showing how it goes on. */
export function showUntilEnd(options: ShowUntilEndOptions): Promise<ExitCode> {
  const { client, context, id, resource, until, timeout, output } = options;
  const progress = newProgress(output, coloursFor(output, context));
  return awaitOutcome({
    client,
    id,
    resource,
    until,
    timeout,
    timing: context.timing,
    onLook: (motion) => {
      progress.show({ motion, resource });
    },
    onTrouble: (problem) => {
      progress.trouble(problem);
    },
  });
}
