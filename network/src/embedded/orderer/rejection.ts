// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/** A message that is not ordered, with the status and the text that an orderer answers. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly status: common.StatusMap[keyof common.StatusMap];

  constructor(status: common.StatusMap[keyof common.StatusMap], info: string, options?: ErrorOptions) {
    super(info, options);
    this.status = status;
  }
}

export function badRequest(info: string, options?: ErrorOptions): Rejection {
  return new Rejection(common.Status.BAD_REQUEST, info, options);
}
