// SPDX-License-Identifier: Apache-2.0

import type { ConsortiumOrganization } from '@opssc/scripts/consortium/consortium-organization';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a command has come to. */
export interface EndedCommand {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `opssc` command as a process of its own, logged in at one organization's API server. */
export class OpsscCommand {
  readonly ended: Promise<EndedCommand>;
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';

  /**
   * @param home a folder that stands for the user's own
   */
  constructor(
    { apiUrl, token }: Pick<ConsortiumOrganization, 'apiUrl' | 'token'>,
    home: string,
    args: readonly string[],
  ) {
    const child = spawn(process.execPath, [join(repositoryRoot, 'cli/dist/src/main.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: home, OPSSC_URL: apiUrl, OPSSC_TOKEN: token },
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.#child = child;
    this.ended = once(child, 'close').then(() => ({
      code: child.exitCode,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  /** Resolves when the command has said this on its standard error; rejects when it ends without having said it. */
  async said(text: string): Promise<void> {
    while (!this.#stderr.includes(text)) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`it never said "${text}", but: ${this.#stderr}`);
      }
      await Promise.race([this.ended, once(this.#child.stderr ?? this.#child, 'data')]);
    }
  }
}
