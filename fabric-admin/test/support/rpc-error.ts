// SPDX-License-Identifier: Apache-2.0

import { Metadata, type status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import type { FabricErrorDetail } from '../../src/index.js';

/** A gRPC status as the Gateway sends it (internal/pkg/gateway/apiutils.go, `newRpcError`). */
export function rpcError(code: status, details: string, endpoints: readonly FabricErrorDetail[] = []): Error {
  const richStatus = new google.rpc.Status();
  richStatus.setCode(code);
  richStatus.setMessage(details);
  for (const { address, mspID, message } of endpoints) {
    const detail = new gateway.ErrorDetail();
    detail.setAddress(address);
    detail.setMspId(mspID);
    detail.setMessage(message);
    const packed = new any.Any();
    packed.pack(detail.serializeBinary(), 'gateway.ErrorDetail');
    richStatus.addDetails(packed);
  }
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(richStatus.serializeBinary()));
  return Object.assign(new Error(details), { code, details, metadata });
}
