// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { certificateSchema } from './certificate-schema.js';
import { hostSchema, portSchema } from './address-schemas.js';
import { mspIDSchema } from './name-schema.js';
import { byteSizeSchema, durationSchema, positiveSchema, uint32Schema } from './quantity-schemas.js';

const raftOptions = {
  tickInterval: durationSchema,
  electionTick: positiveSchema,
  heartbeatTick: positiveSchema,
  maxInflightBlocks: positiveSchema,
  snapshotIntervalSize: byteSizeSchema,
};

export const raftOptionsSchema = z.strictObject(raftOptions);

export const raftOptionChangesSchema = z.strictObject({
  tickInterval: raftOptions.tickInterval.exactOptional(),
  electionTick: raftOptions.electionTick.exactOptional(),
  heartbeatTick: raftOptions.heartbeatTick.exactOptional(),
  maxInflightBlocks: raftOptions.maxInflightBlocks.exactOptional(),
  snapshotIntervalSize: raftOptions.snapshotIntervalSize.exactOptional(),
});

const count = z.int().min(0, 'must not be negative').exactOptional();
const duration = durationSchema.exactOptional();
const flag = z.boolean().exactOptional();

/** SmartBFT's options by Fabric's names; in lower camel case they are taken as well. */
export const bftOptionsSchema = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([name, option]) => [upperCamelCase(name), option as unknown]))
      : value,
  z.strictObject({
    RequestBatchMaxCount: count,
    RequestBatchMaxBytes: count,
    RequestBatchMaxInterval: duration,
    IncomingMessageBufferSize: count,
    RequestPoolSize: count,
    RequestForwardTimeout: duration,
    RequestComplainTimeout: duration,
    RequestAutoRemoveTimeout: duration,
    RequestMaxBytes: count,
    ViewChangeResendInterval: duration,
    ViewChangeTimeout: duration,
    LeaderHeartbeatTimeout: duration,
    LeaderHeartbeatCount: count,
    CollectTimeout: duration,
    SyncOnStart: flag,
    SpeedUpViewChange: flag,
    DecisionsPerLeader: count,
    LeaderRotation: z
      .int()
      .min(0)
      .max(1, 'leader rotation must be turned off (1) or be unspecified (0)')
      .exactOptional(),
  }),
);

export const raftConsenterSchema = z.strictObject({
  host: hostSchema,
  port: portSchema,
  clientTlsCert: certificateSchema,
  serverTlsCert: certificateSchema,
});

export const bftConsenterSchema = z.strictObject({
  id: uint32Schema.min(1, 'must be at least 1'),
  host: hostSchema,
  port: portSchema,
  mspID: mspIDSchema,
  identity: certificateSchema,
  clientTlsCert: certificateSchema,
  serverTlsCert: certificateSchema,
});

function upperCamelCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
