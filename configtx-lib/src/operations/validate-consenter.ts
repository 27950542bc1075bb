// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import { MspError } from '../msp/msp-error.js';
import { newMspManager } from '../msp/new-msp-manager.js';
import type { ConfigDraft } from './config-draft.js';
import { readMsp } from './edit-msp.js';
import { OperationProblem } from './operation-problem.js';
import { tlsTrust } from './tls-trust.js';

export interface ConsenterCertificates {
  /** PEM. */
  readonly clientTlsCert?: string;
  readonly serverTlsCert?: string;
  readonly identity?: string;
  /** Whose it is; without it the certificates may come from any orderer organization. */
  readonly mspID?: string;
}

/**
 * Fabric refuses consenters whose TLS certificates no orderer organization's TLS CA has issued
 * (etcdraft.VerifyConfigMetadata), and blocks signed by an identity that is none of its MSP.
 *
 * @throws OperationProblem
 */
export function validateConsenter(consenter: ConsenterCertificates, draft: ConfigDraft): void {
  const { mspID, identity } = consenter;
  const isTrusted = tlsTrust(draft);
  for (const field of ['clientTlsCert', 'serverTlsCert'] as const) {
    const pem = consenter[field];
    if (pem !== undefined && !isTrusted(pem)) {
      throw new OperationProblem([field], 'not issued by a TLS CA of an orderer organization of this channel');
    }
  }
  if (mspID !== undefined && identity !== undefined) {
    validateIdentity({ mspID, identity, draft });
  }
}

function validateIdentity({ mspID, identity, draft }: { mspID: string; identity: string; draft: ConfigDraft }): void {
  const config = new msp.MSPConfig();
  config.setConfig(readMsp(draft, mspID).serializeBinary());
  const serialized = new msp.SerializedIdentity();
  serialized.setMspid(mspID);
  serialized.setIdBytes(Buffer.from(identity));
  try {
    newMspManager([config], { allowsEd25519: draft.hasCapability('V3_0') }).deserialize(serialized.serializeBinary());
  } catch (cause) {
    if (cause instanceof MspError) {
      throw new OperationProblem(['identity'], `no identity of ${mspID}: ${cause.message}`, { cause });
    }
    throw cause;
  }
}
