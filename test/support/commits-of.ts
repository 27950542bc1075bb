// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import { blocksOf } from './blocks-of.js';
import type { OrganizationClient } from './organization-client.js';

/** A CommitChaincodeDefinition transaction on a channel. */
export interface CommitTransaction {
  readonly transactionID: string;
  readonly valid: boolean;
}

/** Every transaction in a channel's blocks that commits a definition of this chaincode, valid or not. */
export async function commitsOf(
  client: OrganizationClient,
  channelID: string,
  chaincodeName: string,
): Promise<readonly CommitTransaction[]> {
  const commits: CommitTransaction[] = [];
  for await (const block of blocksOf(client, channelID)) {
    const flags = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
    block
      .getData()
      ?.getDataList_asU8()
      .forEach((bytes, index) => {
        const transactionID = commitIn(bytes, chaincodeName);
        if (transactionID !== undefined) {
          commits.push({ transactionID, valid: flags?.[index] === peer.TxValidationCode.VALID });
        }
      });
  }
  return commits;
}

function commitIn(envelopeBytes: Uint8Array, chaincodeName: string): string | undefined {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelopeBytes).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) {
    return undefined;
  }
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(actionPayload.getChaincodeProposalPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
  const [transaction, args] = spec?.getInput()?.getArgsList_asU8() ?? [];
  if (spec?.getChaincodeId()?.getName() !== '_lifecycle' || text(transaction) !== 'CommitChaincodeDefinition') {
    return undefined;
  }
  const { name } = peer.lifecycle.CommitChaincodeDefinitionArgs.deserializeBinary(args ?? new Uint8Array()).toObject();
  return name === chaincodeName ? header.getTxId() : undefined;
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
