// SPDX-License-Identifier: Apache-2.0

import type { TextOutput } from '../cli-context.js';
import type { FoundMotion } from '../resources/find-motion.js';
import type { Colours } from './colours-for.js';
import { printable } from './printable.js';
import { progressLines } from './progress-lines.js';
import { progressScreen } from './progress-screen.js';

/** Shows how a proposal or ballot goes on. */
export interface Progress {
  /** As it is now. */
  show(found: FoundMotion): void;
  /** What keeps it from being looked at; told once. */
  trouble(problem: string): void;
}

/** Redrawn in place on a terminal; elsewhere, as in the log of a CI job, one line for each thing that is new. */
export function newProgress(output: TextOutput, colours: Colours): Progress {
  return output.isTerminal ? new ScreenProgress(output, colours) : new LineProgress(output);
}

class LineProgress implements Progress {
  readonly #output: TextOutput;
  readonly #told = new Set<string>();

  constructor(output: TextOutput) {
    this.#output = output;
  }

  show(found: FoundMotion): void {
    for (const line of progressLines(found)) {
      this.#tell(line);
    }
  }

  trouble(problem: string): void {
    this.#tell(printable(`${problem}; trying again`));
  }

  #tell(line: string): void {
    if (!this.#told.has(line)) {
      this.#told.add(line);
      this.#output.write(`${line}\n`);
    }
  }
}

class ScreenProgress implements Progress {
  readonly #output: TextOutput;
  readonly #colours: Colours;
  /** What is known of the proposal. */
  #lines: readonly string[] = [];
  /** What stands on the screen. */
  #drawn: readonly string[] = [];

  constructor(output: TextOutput, colours: Colours) {
    this.#output = output;
    this.#colours = colours;
  }

  show(found: FoundMotion): void {
    this.#lines = progressScreen(found, this.#colours);
    this.#draw(this.#lines);
  }

  trouble(problem: string): void {
    this.#draw([...this.#lines, this.#colours.yellow(printable(`${problem}; trying again`))]);
  }

  #draw(lines: readonly string[]): void {
    if (lines.join('\n') === this.#drawn.join('\n')) {
      return;
    }
    const back = this.#drawn.length === 0 ? '' : `\u001b[${this.#drawn.length}A\u001b[J`;
    // Wrapping is off meanwhile: a line that is too long must stay one, to be gone back over.
    this.#output.write(`${back}\u001b[?7l${lines.map((line) => `${line}\n`).join('')}\u001b[?7h`);
    this.#drawn = lines;
  }
}
