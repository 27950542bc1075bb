// SPDX-License-Identifier: Apache-2.0

/** An error of the agent's own, with a code for machines and a sentence for people. */
export class OpsscError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
