// SPDX-License-Identifier: Apache-2.0

import { common, ledger, peer } from '@hyperledger/fabric-protos';
import type { ChaincodeTransaction, ChaincodeWrite } from '../gateway-connection.js';

const { TRANSACTIONS_FILTER } = common.BlockMetadataIndex;

/**
 * The valid transactions of one chaincode in a block of a peer, in their order: what each wrote to the public state of the
 * chaincode, and its event. The peer that gave the block has validated it.
 */
export function chaincodeTransactionsOf(block: common.Block, chaincodeName: string): readonly ChaincodeTransaction[] {
  const blockNumber = BigInt(block.getHeader()?.getNumber() ?? 0);
  const validationCodes = block.getMetadata()?.getMetadataList_asU8()[TRANSACTIONS_FILTER] ?? new Uint8Array();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes
    .filter((_envelope, position) => validationCodes[position] === peer.TxValidationCode.VALID)
    .flatMap((envelope) => {
      const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
      const header = common.ChannelHeader.deserializeBinary(
        payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
      );
      if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) {
        return [];
      }
      const transactionID = header.getTxId();
      return chaincodeActionsOf(payload.getData_asU8())
        .filter((action) => action.getChaincodeId()?.getName() === chaincodeName)
        .map((action) => ({
          blockNumber,
          transactionID,
          event: eventOf(action),
          writes: writesOf(action, chaincodeName),
        }));
    });
}

function chaincodeActionsOf(data: Uint8Array): readonly peer.ChaincodeAction[] {
  return peer.Transaction.deserializeBinary(data)
    .getActionsList()
    .map((action) => {
      const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
      const response = peer.ProposalResponsePayload.deserializeBinary(
        payload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
      );
      return peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
    });
}

function eventOf(action: peer.ChaincodeAction): ChaincodeTransaction['event'] {
  const event = peer.ChaincodeEvent.deserializeBinary(action.getEvents_asU8());
  return event.getEventName() === '' ? undefined : { name: event.getEventName(), payload: event.getPayload_asU8() };
}

function writesOf(action: peer.ChaincodeAction, namespace: string): readonly ChaincodeWrite[] {
  return ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8())
    .getNsRwsetList()
    .filter((set) => set.getNamespace() === namespace)
    .flatMap((set) => ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList())
    .map((write) => ({ key: write.getKey(), value: write.getIsDelete() ? undefined : write.getValue_asU8() }));
}
