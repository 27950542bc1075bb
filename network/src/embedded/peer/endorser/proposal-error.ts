// SPDX-License-Identifier: Apache-2.0

/** A peer refuses a proposal before any chaincode has run: a gRPC error of its Endorser. */
export class ProposalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProposalError';
  }
}
