// SPDX-License-Identifier: Apache-2.0

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from '../../src/cli-context.js';
import type { ExitCode } from '../../src/exit-codes.js';
import { runCli } from '../../src/run-cli.js';

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Makes the outputs and the input a terminal, and answers each question with it. */
  readonly answer?: string;
  /** Called with all that the command has printed so far, whenever it prints. */
  readonly onOutput?: (printed: string) => void;
  /** Called with the page that the command wants a browser to show. */
  readonly openBrowser?: (url: string) => void;
  /** By default it stands still. */
  readonly now?: () => Date;
}

/** A home of its own for the profiles of one test; removed by `remove`. */
export class Home {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async make(): Promise<Home> {
    return new Home(await mkdtemp(join(tmpdir(), 'opssc-cli-')));
  }

  get profilesFile(): string {
    return join(this.dir, '.config', 'opssc', 'config.yaml');
  }

  /** Runs one command line to its end. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const { environment = {}, stdin = '', answer, onOutput = () => undefined, openBrowser = () => undefined } = options;
    const { now = () => new Date('2026-01-05T12:00:00Z') } = options;
    let stdout = '';
    let stderr = '';
    const isTerminal = answer !== undefined;
    const context: CliContext = {
      stdout: {
        isTerminal,
        write: (text) => {
          stdout += text;
          onOutput(stdout + stderr);
        },
      },
      stderr: {
        isTerminal,
        write: (text) => {
          stderr += text;
          onOutput(stdout + stderr);
        },
      },
      stdin: { isTerminal, read: () => Promise.resolve(stdin) },
      environment,
      homeDirectory: this.dir,
      timing: { poll: 50, reconnect: 1, request: 5_000, login: 20_000 },
      now,
      openBrowser,
      ask: (question) => {
        stderr += question;
        return Promise.resolve(answer ?? '');
      },
    };
    return { code: await runCli(args, context), stdout, stderr };
  }

  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}
