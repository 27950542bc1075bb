// SPDX-License-Identifier: Apache-2.0

import { serializeIdentity, type SigningIdentity } from '@opssc/fabric-admin';

/** Who a node is when it signs: endorsements of a peer, blocks of an orderer. */
export interface NodeIdentity {
  readonly mspID: string;
  /** Bytes of the `msp.SerializedIdentity`. */
  readonly creator: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

export function newNodeIdentity(identity: SigningIdentity): NodeIdentity {
  return {
    mspID: identity.mspID,
    creator: serializeIdentity(identity),
    sign: (message) => identity.sign(message),
  };
}
