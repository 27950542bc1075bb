// SPDX-License-Identifier: Apache-2.0

import { type Command, Option } from 'commander';
import type { Until } from '../follow/outcome-of.js';
import { parseDuration } from '../parse-duration.js';

/** How long a command stays. */
export interface WaitFlags {
  /** True: without a value. */
  readonly wait?: Until | true;
  /** Milliseconds. */
  readonly timeout: number;
}

const DEFAULT_TIMEOUT = '30m';

/** Adds `--wait` and `--timeout` to a command that proposes. */
export function addWaitOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--wait [until]', 'stay until it is decided, or committed (default)').choices([
        'decided',
        'committed',
      ]),
    )
    .addOption(
      new Option('--timeout <duration>', 'how long to wait at most, exit code 6 after it')
        .argParser(parseDuration)
        .default(parseDuration(DEFAULT_TIMEOUT), DEFAULT_TIMEOUT),
    );
}

/** What is waited for; undefined: nothing. */
export function untilOf({ wait }: Pick<WaitFlags, 'wait'>): Until | undefined {
  return wait === true ? 'committed' : wait;
}
