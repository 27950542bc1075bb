// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { isDeepStrictEqual } from 'node:util';
import { decodeMessage } from '../decode-message.js';
import { bftBlockValidationPolicy } from '../genesis/bft-block-validation-policy.js';
import type { ConfigDraft } from './config-draft.js';
import { type Consenter, fromBft, fromRaft, toBft, toRaft } from './consenter.js';
import { replacePolicy } from './edit-policies.js';
import { editValue, readValue } from './edit-value.js';
import { OperationProblem } from './operation-problem.js';

export type ConsensusName = 'etcdraft' | 'BFT';

/** @throws OperationProblem for an ordering service that has no consenters */
export function consensusOf(draft: ConfigDraft): ConsensusName {
  const type = readValue(draft.orderer, 'ConsensusType', orderer.ConsensusType).getType();
  if (type !== 'etcdraft' && type !== 'BFT') {
    throw new OperationProblem([], `a channel of consensus type ${type || '(none)'} has no consenters`);
  }
  return type;
}

/** The consenters in the order of the configuration. */
export function consentersOf(draft: ConfigDraft): Consenter[] {
  return consensusOf(draft) === 'BFT'
    ? readValue(draft.orderer, 'Orderers', common.Orderers).getConsenterMappingList().map(fromBft)
    : raftMetadataOf(draft).getConsentersList().map(fromRaft);
}

/** Where one is. Host and port tell consenters apart. */
export function indexOfConsenter(
  consenters: readonly Consenter[],
  { host, port }: Pick<Consenter, 'host' | 'port'>,
): number {
  return consenters.findIndex((consenter) => consenter.host === host && consenter.port === port);
}

/**
 * Makes these the consenters. In a BFT channel the policy by which blocks are validated is that of their identities
 * (configverifier.checkConsentersMatchPolicy), and has to change with them.
 */
export function setConsenters(draft: ConfigDraft, consenters: readonly Consenter[]): void {
  if (isDeepStrictEqual(consenters, consentersOf(draft))) {
    return;
  }
  if (consensusOf(draft) === 'BFT') {
    setBftConsenters(draft, consenters);
  } else {
    const metadata = raftMetadataOf(draft);
    metadata.setConsentersList(consenters.map(toRaft));
    setConsensusMetadata(draft, metadata.serializeBinary());
  }
}

/** Sets consenter mapping and block validation policy. */
export function setBftConsenters(draft: ConfigDraft, consenters: readonly Consenter[]): void {
  const mapping = consenters.map(toBft);
  editValue({
    group: draft.orderer,
    name: 'Orderers',
    type: common.Orderers,
    edit: (orderers) => {
      orderers.setConsenterMappingList(mapping);
    },
  });
  replacePolicy(draft.orderer, 'BlockValidation', bftBlockValidationPolicy(mapping));
}

export function setConsensusMetadata(draft: ConfigDraft, metadata: Uint8Array): void {
  editValue({
    group: draft.orderer,
    name: 'ConsensusType',
    type: orderer.ConsensusType,
    edit: (consensus) => {
      consensus.setMetadata(metadata);
    },
  });
}

export function raftMetadataOf(draft: ConfigDraft): orderer.etcdraft.ConfigMetadata {
  return decodeMessage({
    type: orderer.etcdraft.ConfigMetadata,
    bytes: readValue(draft.orderer, 'ConsensusType', orderer.ConsensusType).getMetadata_asU8(),
    what: 'metadata of etcdraft',
    code: 'INVALID_CONFIG',
  });
}

export function bftMetadataOf(draft: ConfigDraft): orderer.smartbft.Options {
  return decodeMessage({
    type: orderer.smartbft.Options,
    bytes: readValue(draft.orderer, 'ConsensusType', orderer.ConsensusType).getMetadata_asU8(),
    what: 'metadata of BFT',
    code: 'INVALID_CONFIG',
  });
}
