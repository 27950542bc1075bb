// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { SignedData } from '@opssc/configtx';

export interface UnpackedEnvelope {
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
  readonly data: Uint8Array;
  /** What the creator has signed: the payload's bytes. */
  readonly signedData: SignedData;
}

/** Throws when it is not an envelope with both headers. */
export function unpackEnvelope(envelope: common.Envelope): UnpackedEnvelope {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader();
  if (!header) {
    throw new Error('envelope has no header');
  }
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  return {
    channelHeader,
    signatureHeader,
    data: payload.getData_asU8(),
    signedData: {
      data: envelope.getPayload_asU8(),
      identity: signatureHeader.getCreator_asU8(),
      signature: envelope.getSignature_asU8(),
    },
  };
}
