// SPDX-License-Identifier: Apache-2.0

import { createReadStream } from 'node:fs';

/** A line of the file, and where the next one begins. */
export interface AuditLine {
  readonly text: string;
  /** Bytes from the start of the file to the next line. */
  readonly next: number;
}

/**
 * The whole lines of a log from a place on; a last line without its line break is left out, as it is still being written.
 *
 * @param start bytes from the start of the file, where a line begins
 * @throws the system's error when the file can't be read
 */
export async function* auditLines(file: string, start: number): AsyncGenerator<AuditLine, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let next = start;
  for await (const chunk of createReadStream(file, { start }) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      next += end + 1;
      yield { text: rest.subarray(0, end).toString('utf8'), next };
      rest = rest.subarray(end + 1);
    }
  }
}
