// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';

export type MessageType = peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap];

export function messageTypeName(type: MessageType): string {
  const [name] = Object.entries(peer.ChaincodeMessage.Type).find(([, value]) => value === type) ?? [];
  return name ?? String(type);
}
