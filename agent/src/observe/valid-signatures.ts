// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { UpdateSignature } from '@opssc/chaincode/model';
import { type ConfigBundle, configSignatureMessage } from '@opssc/configtx';
import type { OrganizationSignature } from './observed-update.js';

export interface ValidSignaturesOptions {
  /** Of one update, one an organization. */
  readonly signatures: readonly UpdateSignature[];
  readonly updateBytes: Uint8Array;
  /** Of the configuration that the update was computed from. */
  readonly bundle: ConfigBundle;
  readonly onFalse: (signature: UpdateSignature, reason: string) => void;
}

/** Those that are by a member of the organization that wrote them, over just these bytes. The ledger checks neither. */
export function validSignatures(options: ValidSignaturesOptions): readonly OrganizationSignature[] {
  return options.signatures.flatMap((fact) => {
    try {
      return [{ mspID: fact.mspID, signature: verified(fact, options) }];
    } catch (error) {
      options.onFalse(fact, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

function verified(fact: UpdateSignature, { updateBytes, bundle }: ValidSignaturesOptions): common.ConfigSignature {
  const signature = common.ConfigSignature.deserializeBinary(Buffer.from(fact.signature, 'base64'));
  const header = signature.getSignatureHeader_asU8();
  const creator = common.SignatureHeader.deserializeBinary(header).getCreator_asU8();
  const identity = bundle.msps.deserialize(creator);
  if (identity.mspID !== fact.mspID) {
    throw new Error(`it is by a member of ${identity.mspID}`);
  }
  if (!identity.verify(configSignatureMessage(header, updateBytes), signature.getSignature_asU8())) {
    throw new Error('it is not over this update');
  }
  return signature;
}
