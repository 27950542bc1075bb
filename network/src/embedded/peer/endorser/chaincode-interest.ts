// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import { decodeReadWriteSet } from '../../ledger/decode-read-write-set.js';
import type { ChannelLedger, SimulationResults, StateValue } from '../../ledger/ledger.js';
import type { KeyAccess } from '../../ledger/read-write-set.js';
import type { SimulationNotes } from '../chaincode/invocation.js';

export interface ChaincodeInterestOptions {
  readonly channel: ChannelLedger;
  readonly results: SimulationResults;
  readonly notes: SimulationNotes;
}

/** Of one namespace: which policies a transaction has to meet. */
interface Requirements {
  /** By collection, `''` for the public state: whether its own policy counts. */
  readonly policies: Map<string, boolean>;
  readonly keyPolicies: common.SignaturePolicyEnvelope[];
}

const systemNamespaces = new Set(['_lifecycle', 'lscc', 'qscc', 'cscc']);
const validationParameter = 'VALIDATION_PARAMETER';

/**
 * Which chaincodes, collections and keys a simulation touched in a way that decides who has to endorse it:
 * core/endorser's buildChaincodeInterest.
 */
export function chaincodeInterest({ channel, results, notes }: ChaincodeInterestOptions): peer.ChaincodeInterest {
  const requirements = new Map<string, Requirements>();
  const of = (namespace: string): Requirements => {
    const found = requirements.get(namespace) ?? { policies: new Map<string, boolean>(), keyPolicies: [] };
    requirements.set(namespace, found);
    return found;
  };
  for (const access of decodeReadWriteSet(results.publicResults).namespaces) {
    const { namespace, collections } = access;
    if (systemNamespaces.has(namespace)) {
      continue;
    }
    const written = [access, ...collections].some((keys) => keys.writes.length + keys.metadataWrites.length > 0);
    of(namespace).policies.set('', !written);
    addWrites(of(namespace), '', access, (key) => channel.state.get(namespace, key));
    for (const hashed of collections) {
      addWrites(of(namespace), hashed.collection, hashed, (keyHash) =>
        channel.state.getPrivateHash(namespace, hashed.collection, Buffer.from(keyHash, 'hex')),
      );
    }
  }
  for (const [namespace, collections] of notes.privateReads) {
    for (const collection of collections) {
      of(namespace).policies.set(collection, true);
    }
  }
  const interest = new peer.ChaincodeInterest();
  interest.setChaincodesList([...requirements].flatMap(([name, required]) => calls(name, required, notes)));
  return interest;
}

/** A key with a policy of its own needs that one, all others the collection's or the chaincode's. */
function addWrites(
  { policies, keyPolicies }: Requirements,
  collection: string,
  { writes, metadataWrites }: KeyAccess,
  committed: (key: string) => StateValue | undefined,
): void {
  for (const { key } of [...writes, ...metadataWrites]) {
    const policy = committed(key)?.metadata?.get(validationParameter);
    if (policy) {
      keyPolicies.push(common.SignaturePolicyEnvelope.deserializeBinary(policy));
    } else {
      policies.set(collection, true);
    }
  }
}

function calls(name: string, { policies, keyPolicies }: Requirements, notes: SimulationNotes): peer.ChaincodeCall[] {
  return [...policies].flatMap(([collection, isRequired]) => {
    const call = new peer.ChaincodeCall();
    call.setName(name);
    if (collection) {
      call.addCollectionNames(collection);
      call.setNoPrivateReads(!notes.hasPrivateRead(name, collection));
    } else {
      call.setKeyPoliciesList(keyPolicies);
      call.setDisregardNamespacePolicy(keyPolicies.length > 0 && !isRequired);
    }
    return collection || isRequired || keyPolicies.length > 0 ? [call] : [];
  });
}
