// SPDX-License-Identifier: Apache-2.0

export interface ConfigProblem {
  /** Place in the file, such as `organization.peers[0].address`; empty: the file as a whole. */
  readonly path: string;
  /** Line of the file, from 1, where it is known. */
  readonly line: number | undefined;
  readonly message: string;
}

/** A configuration file that cannot be used. The message lists every problem, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly file: string;
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly ConfigProblem[], options?: ErrorOptions) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`${file}: ${count}`, ...problems.map((problem) => `  ${lineFor(problem)}`)].join('\n'), options);
    this.file = file;
    this.problems = problems;
  }
}

function lineFor({ path, line, message }: ConfigProblem): string {
  const place = [path, line === undefined ? '' : `(line ${line})`].filter((text) => text !== '').join(' ');
  return place === '' ? message : `${place}: ${message}`;
}
