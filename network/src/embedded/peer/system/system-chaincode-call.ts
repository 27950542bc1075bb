// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';
import type { Invocation } from '../chaincode/invocation.js';

/** A system chaincode of a peer. What it throws becomes a response with status 500. */
export type PeerSystemChaincode = (
  args: readonly Uint8Array[],
  invocation: Invocation,
) => peer.Response | Promise<peer.Response>;

export function argumentText(args: readonly Uint8Array[], index: number): string {
  return Buffer.from(args[index] ?? []).toString();
}
