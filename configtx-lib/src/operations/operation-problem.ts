// SPDX-License-Identifier: Apache-2.0

/** What is wrong with an operation, seen from the operation itself; the list that it is in adds its own path. */
export class OperationProblem extends Error {
  override readonly name = 'OperationProblem';
  /** Of the element within the operation: `['msp', 'rootCerts', 0]`. */
  readonly keys: readonly PropertyKey[];

  constructor(keys: readonly PropertyKey[], reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.keys = keys;
  }
}
