// SPDX-License-Identifier: Apache-2.0

import pc from 'picocolors';

/** What the demo tells on the terminal: steps with their times, events as they happen, figures at the end. */
export interface Story {
  title(text: string): void;
  /** Announces a step, runs it, and says how long it took; events told meanwhile stand below it. */
  step<T>(text: string, work: () => Promise<T>): Promise<T>;
  /** Something that happened at one organization. */
  event(organization: string, text: string): void;
  /** Milliseconds, for the list at the end. */
  figure(text: string, milliseconds: number): void;
  text(text: string): void;
  timings(): void;
}

export function newStory(output: NodeJS.WritableStream): Story {
  return new TerminalStory(output);
}

class TerminalStory implements Story {
  readonly #output: NodeJS.WritableStream;
  readonly #started = performance.now();
  readonly #figures: { text: string; milliseconds: number }[] = [];
  #stepStarted = performance.now();
  #number = 0;

  constructor(output: NodeJS.WritableStream) {
    this.#output = output;
    // A reader that went away must not keep the demo from stopping what it started.
    output.on('error', () => undefined);
  }

  title(text: string): void {
    this.#line(`\n${pc.bold(text)}`);
  }

  async step<T>(text: string, work: () => Promise<T>): Promise<T> {
    this.#number += 1;
    this.#line(`\n${pc.cyan(String(this.#number).padStart(2))}  ${pc.bold(text)}`);
    this.#stepStarted = performance.now();
    const started = this.#stepStarted;
    try {
      const result = await work();
      this.#line(`    ${pc.green('✓')} ${pc.dim(seconds(performance.now() - started))}`);
      return result;
    } catch (error) {
      this.#line(`    ${pc.red('✗')} ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  }

  event(organization: string, text: string): void {
    const time = pc.dim(`+${seconds(performance.now() - this.#stepStarted)}`.padStart(8));
    this.#line(`    ${time}  ${pc.yellow(organization.padEnd(8))}  ${text}`);
  }

  figure(text: string, milliseconds: number): void {
    this.#figures.push({ text, milliseconds });
  }

  text(text: string): void {
    this.#line(text);
  }

  timings(): void {
    this.#line(`\n${pc.bold('Timings')}`);
    this.figure('the whole demo', performance.now() - this.#started);
    for (const { text, milliseconds } of this.#figures) {
      this.#line(`  ${seconds(milliseconds).padStart(8)}  ${text}`);
    }
    this.#line('');
  }

  #line(text: string): void {
    this.#output.write(`${text}\n`);
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
