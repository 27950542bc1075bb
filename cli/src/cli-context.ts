// SPDX-License-Identifier: Apache-2.0

/** Where text goes. */
export interface TextOutput {
  write(text: string): void;
  readonly isTerminal: boolean;
}

export interface TextInput {
  readonly isTerminal: boolean;
  /** All of it. */
  read(): Promise<string>;
}

/** Milliseconds: how the command waits for a server. */
export interface CliTiming {
  /** Between two looks at a proposal, whatever events say: deadlines pass without one. */
  readonly poll: number;
  /** Until a broken stream of events is opened again, the first time; it doubles up to `poll`. */
  readonly reconnect: number;
  /** For an answer: proposing and voting take as long as a block. */
  readonly request: number;
  /** For a person to come back from a login in the browser. */
  readonly login: number;
}

/** What commands touch of the world. */
export interface CliContext {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly stdin: TextInput;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly timing: CliTiming;
  now(): Date;
  /** Shows a page in the browser of this machine, if it has one. */
  openBrowser(url: string): void;
  /** Asks on the terminal; the answer without white space around it. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string>;
}
