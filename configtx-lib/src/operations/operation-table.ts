// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation, OperationName } from './channel-operation.js';
import { migrateConsensus } from './migrate-consensus.js';
import type { OperationDefinition } from './operation-definition.js';
import { removeConsenter } from './remove-consenter.js';
import { removeOrganization } from './remove-organization.js';
import { replaceConsenterCertificate } from './replace-consenter-certificate.js';
import { revokeCertificates } from './revoke-certificates.js';
import { setAnchorPeers } from './set-anchor-peers.js';
import { setApplication } from './set-application.js';
import { setChannel } from './set-channel.js';
import { setConsenter } from './set-consenter.js';
import { setMsp } from './set-msp.js';
import { setOrdererEndpoints } from './set-orderer-endpoints.js';
import { setOrderer } from './set-orderer.js';
import { setOrganization } from './set-organization.js';

type OperationTable = {
  readonly [N in OperationName]: OperationDefinition<Extract<ChannelOperation, { operation: N }>>;
};

const table: OperationTable = {
  'set-organization': setOrganization,
  'remove-organization': removeOrganization,
  'set-consenter': setConsenter,
  'remove-consenter': removeConsenter,
  'replace-consenter-certificate': replaceConsenterCertificate,
  'set-orderer': setOrderer,
  'set-channel': setChannel,
  'set-application': setApplication,
  'set-anchor-peers': setAnchorPeers,
  'set-orderer-endpoints': setOrdererEndpoints,
  'set-msp': setMsp,
  'revoke-certificates': revokeCertificates,
  'migrate-consensus': migrateConsensus,
};

/** Every kind of operation that there is. */
export const operationNames = Object.keys(table) as readonly OperationName[];

export function isOperationName(name: unknown): name is OperationName {
  return operationNames.some((known) => known === name);
}

/** What belongs to operations of this kind. */
export function operationDefinition(name: OperationName): OperationDefinition<ChannelOperation> {
  return table[name];
}
