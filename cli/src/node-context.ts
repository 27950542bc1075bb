// SPDX-License-Identifier: Apache-2.0

import { homedir } from 'node:os';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { isatty } from 'node:tty';
import type { CliContext, TextOutput } from './cli-context.js';
import { openBrowser } from './open-browser.js';

/** The world of the process. */
export function nodeContext(): CliContext {
  return {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    stdin: { isTerminal: isatty(process.stdin.fd), read: () => text(process.stdin) },
    environment: process.env,
    homeDirectory: homedir(),
    timing: { poll: 5_000, reconnect: 500, request: 90_000, login: 300_000 },
    now: () => new Date(),
    openBrowser,
    ask,
  };
}

function output(stream: NodeJS.WriteStream & { readonly fd: number }): TextOutput {
  return {
    write: (line) => void stream.write(line),
    isTerminal: isatty(stream.fd),
  };
}

async function ask(question: string, { hidden = false }: { readonly hidden?: boolean } = {}): Promise<string> {
  // A hidden answer is read in terminal mode, whose echo goes nowhere.
  const echo = hidden
    ? new Writable({
        write: (_chunk, _encoding, done) => {
          done();
        },
      })
    : process.stderr;
  const lines = createInterface({ input: process.stdin, output: echo, terminal: true });
  try {
    if (hidden) {
      process.stderr.write(question);
    }
    return (await lines.question(hidden ? '' : question)).trim();
  } finally {
    lines.close();
    if (hidden) {
      process.stderr.write('\n');
    }
  }
}
