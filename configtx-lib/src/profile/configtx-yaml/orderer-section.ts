// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { addressSchema, hostSchema } from '../schema/address-schemas.js';
import { mspIDSchema } from '../schema/name-schema.js';
import { byteSizeOrZeroSchema, millisecondsSchema, uint32Schema } from '../schema/quantity-schemas.js';
import { anyCaseObject } from './any-case-object.js';
import { capabilitiesSection } from './capabilities-section.js';
import { organizationsSection, portSection } from './organization-section.js';
import { policiesSection } from './policies-section.js';

const file = z.string().min(1, 'must name a file');
/** 0 and nothing at all are the default. */
const number = uint32Schema.default(0);
const byteSize = byteSizeOrZeroSchema.default(0);

const batchSize = anyCaseObject({ MaxMessageCount: number, AbsoluteMaxBytes: byteSize, PreferredMaxBytes: byteSize });

const etcdRaft = anyCaseObject({
  Consenters: z
    .array(anyCaseObject({ Host: hostSchema, Port: portSection, ClientTLSCert: file, ServerTLSCert: file }))
    .default([]),
  Options: anyCaseObject({
    TickInterval: z.string().default(''),
    ElectionTick: number,
    HeartbeatTick: number,
    MaxInflightBlocks: number,
    SnapshotIntervalSize: byteSize,
  }).exactOptional(),
});

const count = z.int().min(0).exactOptional();
const text = z.string().exactOptional();
const flag = z.boolean().exactOptional();

const smartBft = anyCaseObject({
  RequestBatchMaxCount: count,
  RequestBatchMaxBytes: count,
  RequestBatchMaxInterval: text,
  IncomingMessageBufferSize: count,
  RequestPoolSize: count,
  RequestForwardTimeout: text,
  RequestComplainTimeout: text,
  RequestAutoRemoveTimeout: text,
  RequestMaxBytes: count,
  ViewChangeResendInterval: text,
  ViewChangeTimeout: text,
  LeaderHeartbeatTimeout: text,
  LeaderHeartbeatCount: count,
  CollectTimeout: text,
  SyncOnStart: flag,
  SpeedUpViewChange: flag,
  LeaderRotation: count,
  DecisionsPerLeader: count,
});

const consenterMapping = z.array(
  anyCaseObject({
    ID: uint32Schema,
    Host: hostSchema,
    Port: portSection,
    MSPID: mspIDSchema,
    Identity: file,
    ClientTLSCert: file,
    ServerTLSCert: file,
  }),
);

/** The ordering service in configtx.yaml. */
export const ordererSection = anyCaseObject({
  OrdererType: z.enum(['etcdraft', 'BFT'], 'must be etcdraft or BFT: Fabric has no other ordering service any more'),
  Addresses: z.array(addressSchema).default([]),
  BatchTimeout: millisecondsSchema.default(2000),
  BatchSize: batchSize.exactOptional(),
  MaxChannels: number,
  ConsenterMapping: consenterMapping.default([]),
  EtcdRaft: etcdRaft.exactOptional(),
  SmartBFT: smartBft.exactOptional(),
  Organizations: organizationsSection,
  Policies: policiesSection.exactOptional(),
  Capabilities: capabilitiesSection,
});

export type OrdererSection = z.infer<typeof ordererSection>;
