// SPDX-License-Identifier: Apache-2.0

/** A request that can't be done, with the HTTP status that Fabric answers. */
export class ParticipationError extends Error {
  override readonly name = 'ParticipationError';
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
