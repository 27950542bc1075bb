// SPDX-License-Identifier: Apache-2.0

import { blockHeaderBytes, newConfigBundle, type SignedData } from '@opssc/configtx';
import { common, msp } from '@hyperledger/fabric-protos';

const policy = '/Channel/Orderer/BlockValidation';

/** The orderers' signatures in the metadata of blocks, and what they are worth under a configuration. */
export const blockSignatures = {
  of: signaturesOf,
  /** Undefined when the signatures satisfy the policy by which everybody checks blocks, else why not. */
  evaluate: (block: common.Block, config: common.Config): string | undefined =>
    newConfigBundle('', config).policies.evaluate(policy, signaturesOf(block, config)),
};

/** What the signatures in a block's metadata are over, and whose they are: protoutil's BlockSignatureVerifier. */
function signaturesOf(block: common.Block, config: common.Config): SignedData[] {
  const value = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.SIGNATURES] ?? new Uint8Array();
  const metadata = common.Metadata.deserializeBinary(value);
  const header = blockHeaderBytes(block.getHeader() ?? new common.BlockHeader());
  return metadata.getSignaturesList().map((signature) => {
    const identifier = signature.getIdentifierHeader_asU8();
    const signatureHeader = signature.getSignatureHeader_asU8();
    return {
      data: Buffer.concat([metadata.getValue_asU8(), identifier, signatureHeader, header]),
      identity:
        identifier.length > 0
          ? consenterIdentity(config, common.IdentifierHeader.deserializeBinary(identifier).getIdentifier())
          : common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8(),
      signature: signature.getSignature_asU8(),
    };
  });
}

function consenterIdentity(config: common.Config, id: number): Uint8Array {
  const group = config.getChannelGroup()?.getGroupsMap().get('Orderer');
  const value = group?.getValuesMap().get('Orderers')?.getValue_asU8() ?? new Uint8Array();
  const consenters = common.Orderers.deserializeBinary(value).getConsenterMappingList();
  const consenter = consenters.find((candidate) => candidate.getId() === id);
  const identity = new msp.SerializedIdentity();
  identity.setMspid(consenter?.getMspId() ?? '');
  identity.setIdBytes(consenter?.getIdentity_asU8() ?? '');
  return identity.serializeBinary();
}
