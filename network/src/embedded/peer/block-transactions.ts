// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';

/** A transaction of a committed block, as far as those who watch the ledger are concerned. */
export interface BlockTransaction {
  readonly channelID: string;
  readonly transactionID: string;
  readonly type: common.HeaderTypeMap[keyof common.HeaderTypeMap];
  readonly validationCode: peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap];
  /** With payload; whether or not the transaction is valid. */
  readonly chaincodeEvents: () => peer.ChaincodeEvent[];
}

/** The transactions of a block with the flags that this peer's validation has given them. */
export function blockTransactions(block: common.Block): BlockTransaction[] {
  const filter = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? [];
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes.flatMap((envelope, index) => {
    const payload = payloadOf(envelope);
    const bytes = payload?.getHeader()?.getChannelHeader_asU8();
    if (!payload || !bytes) {
      return [];
    }
    const header = common.ChannelHeader.deserializeBinary(bytes);
    return [
      {
        channelID: header.getChannelId(),
        transactionID: header.getTxId(),
        type: header.getType() as BlockTransaction['type'],
        validationCode: (filter[index] ?? peer.TxValidationCode.NOT_VALIDATED) as BlockTransaction['validationCode'],
        chaincodeEvents: () =>
          header.getType() === common.HeaderType.ENDORSER_TRANSACTION ? eventsOf(payload.getData_asU8()) : [],
      },
    ];
  });
}

/** Clients may put anything into a block; what is not a transaction is passed over. */
function payloadOf(envelope: Uint8Array): common.Payload | undefined {
  try {
    return common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  } catch {
    return undefined;
  }
}

function eventsOf(data: Uint8Array): peer.ChaincodeEvent[] {
  return peer.Transaction.deserializeBinary(data)
    .getActionsList()
    .map((action) => {
      const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
      const response = peer.ProposalResponsePayload.deserializeBinary(
        payload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
      );
      const chaincodeAction = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
      return peer.ChaincodeEvent.deserializeBinary(chaincodeAction.getEvents_asU8());
    })
    .filter((event) => event.getChaincodeId() !== '');
}
