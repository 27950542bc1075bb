// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { type ChannelConfig, ConfigTxError, readChannelConfig, updateDigest, updateEnvelopeOf } from '@opssc/configtx';

/** A configuration block as the agent looks at it. */
export interface ConfigBlock {
  readonly number: bigint;
  readonly config: ChannelConfig;
  /** What led to it; undefined for a channel's first block. */
  readonly update: AppliedUpdate | undefined;
}

export interface AppliedUpdate {
  /** Hex SHA-256 of the bytes of the `common.ConfigUpdate`. */
  readonly digest: string;
  /** MSP ID of the organization that sent it to the ordering service. */
  readonly submitter: string;
  /** Ordering nodes give configuration transactions none, so it is most often undefined. */
  readonly transactionID: string | undefined;
}

/** @throws ConfigTxError for any other block */
export function readConfigBlock(block: common.Block): ConfigBlock {
  const config = readChannelConfig(block);
  return { number: BigInt(block.getHeader()?.getNumber() ?? 0), config, update: appliedUpdate(block) };
}

function appliedUpdate(block: common.Block): AppliedUpdate | undefined {
  const transaction = common.Envelope.deserializeBinary(block.getData()?.getDataList_asU8()[0] ?? new Uint8Array());
  try {
    const digest = updateDigest(updateEnvelopeOf(transaction).getConfigUpdate_asU8());
    const { data, transactionID } = partsOf(transaction);
    const sent = common.ConfigEnvelope.deserializeBinary(data).getLastUpdate();
    return { digest, submitter: sent === undefined ? '' : partsOf(sent).creator, transactionID };
  } catch (error) {
    if (error instanceof ConfigTxError) {
      // The first block's configuration has come by no update.
      return undefined;
    }
    throw error;
  }
}

function partsOf(transaction: common.Envelope): {
  readonly data: Uint8Array;
  readonly creator: string;
  readonly transactionID: string | undefined;
} {
  const payload = common.Payload.deserializeBinary(transaction.getPayload_asU8());
  const header = payload.getHeader();
  const signer = common.SignatureHeader.deserializeBinary(header?.getSignatureHeader_asU8() ?? new Uint8Array());
  const identity = msp.SerializedIdentity.deserializeBinary(signer.getCreator_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(header?.getChannelHeader_asU8() ?? new Uint8Array());
  const transactionID = channelHeader.getTxId();
  return {
    data: payload.getData_asU8(),
    creator: identity.getMspid(),
    transactionID: transactionID === '' ? undefined : transactionID,
  };
}
