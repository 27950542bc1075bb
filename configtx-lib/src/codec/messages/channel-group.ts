// SPDX-License-Identifier: Apache-2.0

import type { MessageType } from '../message-type.js';
import { acls, anchorPeers } from './application-values.js';
import {
  blockDataHashingStructure,
  capabilities,
  consortium,
  hashingAlgorithm,
  ordererAddresses,
  orderers,
} from './channel-values.js';
import { groupOf } from './config-group.js';
import { mspConfig } from './msp-config.js';
import { batchSize, batchTimeout, channelRestrictions, consensusType, kafkaBrokers } from './orderer-values.js';
import { policy } from './policies.js';

const applicationOrganization = groupOf({ values: { MSP: mspConfig, AnchorPeers: anchorPeers } });

const ordererOrganization = groupOf({ values: { MSP: mspConfig, Endpoints: ordererAddresses } });

const consortiumOrganization = groupOf({ values: { MSP: mspConfig } });

const application = groupOf({
  groups: () => applicationOrganization,
  values: { Capabilities: capabilities, ACLs: acls },
});

const orderer = groupOf({
  groups: () => ordererOrganization,
  values: {
    ConsensusType: consensusType,
    BatchSize: batchSize,
    BatchTimeout: batchTimeout,
    KafkaBrokers: kafkaBrokers,
    ChannelRestrictions: channelRestrictions,
    Capabilities: capabilities,
    Orderers: orderers,
  },
});

/** Of the system channel that Fabric had before 3.0. */
const consortiums = groupOf({
  groups: () => groupOf({ groups: () => consortiumOrganization, values: { ChannelCreationPolicy: policy } }),
});

const groups: ReadonlyMap<string, MessageType> = new Map([
  ['Application', application],
  ['Orderer', orderer],
  ['Consortiums', consortiums],
]);

/** The root of a channel's configuration: by the names below it Fabric knows what every value is. */
export const channelGroup = groupOf({
  groups: (name) => groups.get(name),
  values: {
    HashingAlgorithm: hashingAlgorithm,
    BlockDataHashingStructure: blockDataHashingStructure,
    OrdererAddresses: ordererAddresses,
    Consortium: consortium,
    Capabilities: capabilities,
  },
});
