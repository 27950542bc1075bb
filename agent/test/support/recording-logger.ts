// SPDX-License-Identifier: Apache-2.0

import { pino, type Logger } from 'pino';

/** Keeps the log lines instead of printing them. */
export function recordingLogger(): { readonly logger: Logger; readonly lines: readonly Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'debug' },
    {
      write(line: string) {
        lines.push(JSON.parse(line) as Record<string, unknown>);
      },
    },
  );
  return { logger, lines };
}
