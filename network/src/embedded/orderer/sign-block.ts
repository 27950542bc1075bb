// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';
import { blockHeaderBytes } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import type { NodeIdentity } from '../node/node-identity.js';

/** An orderer that signs a block. */
export interface BlockSigner {
  readonly identity: NodeIdentity;
  /** In the consenter mapping of a BFT channel; undefined under Raft. */
  readonly consenterID: number | undefined;
}

/** The value of the block metadata SIGNATURES: what Fabric's `BlockValidation` policy is evaluated on. */
export async function signBlock(
  header: common.BlockHeader,
  lastConfig: bigint,
  signers: readonly BlockSigner[],
): Promise<Uint8Array> {
  const ordererMetadata = new common.OrdererBlockMetadata();
  ordererMetadata.setLastConfig(lastConfigIndex(lastConfig));
  const value = ordererMetadata.serializeBinary();
  const headerBytes = blockHeaderBytes(header);
  const metadata = new common.Metadata();
  metadata.setValue(value);
  metadata.setSignaturesList(await Promise.all(signers.map((signer) => signature(signer, value, headerBytes))));
  return metadata.serializeBinary();
}

export function lastConfigIndex(number: bigint): common.LastConfig {
  const lastConfig = new common.LastConfig();
  lastConfig.setIndex(Number(number));
  return lastConfig;
}

/** BFT signatures name the consenter by its number, all others carry the identity: protoutil's BlockSignatureVerifier. */
async function signature(
  { identity, consenterID }: BlockSigner,
  value: Uint8Array,
  headerBytes: Uint8Array,
): Promise<common.MetadataSignature> {
  const result = new common.MetadataSignature();
  const nonce = randomBytes(24);
  let signedHeader: Uint8Array;
  if (consenterID === undefined) {
    const header = new common.SignatureHeader();
    header.setCreator(identity.creator);
    header.setNonce(nonce);
    signedHeader = header.serializeBinary();
    result.setSignatureHeader(signedHeader);
  } else {
    const header = new common.IdentifierHeader();
    header.setIdentifier(consenterID);
    header.setNonce(nonce);
    signedHeader = header.serializeBinary();
    result.setIdentifierHeader(signedHeader);
  }
  result.setSignature(await identity.sign(Buffer.concat([value, signedHeader, headerBytes])));
  return result;
}
