// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { NodeIdentity } from '../../node/node-identity.js';
import type { ChaincodeResult } from '../chaincode/chaincode-support.js';
import type { UnpackedProposal } from './unpack-proposal.js';

export interface ProposalResponseParts {
  readonly proposal: UnpackedProposal;
  /** Of the chaincode's definition. */
  readonly version: string;
  readonly result: ChaincodeResult;
  /** Bytes of the read-write set; undefined when nothing was simulated. */
  readonly results: Uint8Array | undefined;
}

/** Bytes of the `ProposalResponsePayload`, which must be equal at all endorsers of a transaction. */
export function proposalResponsePayload({ proposal, version, result, results }: ProposalResponseParts): Uint8Array {
  const chaincodeID = new peer.ChaincodeID();
  chaincodeID.setName(proposal.chaincodeName);
  chaincodeID.setVersion(version);
  const action = new peer.ChaincodeAction();
  action.setChaincodeId(chaincodeID);
  action.setResponse(result.response);
  action.setResults(results ?? new Uint8Array());
  // Events of a chaincode that answers with an error are dropped.
  if (result.event && result.response.getStatus() < 400) {
    action.setEvents(result.event.serializeBinary());
  }
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(proposal.proposalHash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

/** As Fabric's built-in endorsement plugin: a signature over payload and identity. */
export async function endorse(payload: Uint8Array, identity: NodeIdentity): Promise<peer.Endorsement> {
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(identity.creator);
  endorsement.setSignature(await identity.sign(Buffer.concat([payload, identity.creator])));
  return endorsement;
}
