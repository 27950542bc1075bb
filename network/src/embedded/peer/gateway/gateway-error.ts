// SPDX-License-Identifier: Apache-2.0

import { Metadata, type status } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';

/** What one node answered. */
export interface GatewayErrorDetail {
  readonly address: string;
  readonly mspID: string;
  readonly message: string;
}

/** An error of the Gateway service as its clients see it. */
export class GatewayError extends Error {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;

  constructor(code: status, message: string, details: readonly GatewayErrorDetail[] = []) {
    super(message);
    this.name = 'GatewayError';
    this.code = code;
    this.details = message;
    this.metadata = statusMetadata(code, message, details);
  }
}

/** Details travel as a `google.rpc.Status` in the trailers. */
function statusMetadata(code: status, message: string, details: readonly GatewayErrorDetail[]): Metadata {
  const metadata = new Metadata();
  if (details.length > 0) {
    const rpcStatus = new google.rpc.Status();
    rpcStatus.setCode(code);
    rpcStatus.setMessage(message);
    rpcStatus.setDetailsList(details.map(packDetail));
    metadata.set('grpc-status-details-bin', Buffer.from(rpcStatus.serializeBinary()));
  }
  return metadata;
}

function packDetail({ address, mspID, message }: GatewayErrorDetail): InstanceType<typeof anyMessages.Any> {
  const detail = new gateway.ErrorDetail();
  detail.setAddress(address);
  detail.setMspId(mspID);
  detail.setMessage(message);
  const any = new anyMessages.Any();
  any.pack(detail.serializeBinary(), 'gateway.ErrorDetail');
  return any;
}
