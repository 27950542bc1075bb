// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { ConfigTxError } from '../../config-tx-error.js';
import type { ChannelOperation, OrganizationSide } from '../../operations/channel-operation.js';
import { parseData } from '../parse-data.js';
import { addressSchema, hostSchema, portSchema } from '../schema/address-schemas.js';
import { certificateSchema } from '../schema/certificate-schema.js';
import { nameSchema } from '../schema/name-schema.js';
import {
  byteSizeSchema,
  durationSchema,
  millisecondsSchema,
  positiveSchema,
  uint32Schema,
} from '../schema/quantity-schemas.js';
import { withoutNulls } from '../without-nulls.js';
import { organizationSchema } from './organization-schema.js';
import { policiesSection } from '../configtx-yaml/policies-section.js';

type Reader = z.ZodType<readonly ChannelOperation[]>;

/** What v0.4's tool looks for in an organization's type; whatever stands between them does not matter. */
const sidesByName: Readonly<Record<string, OrganizationSide>> = { Application: 'application', Orderer: 'orderer' };

const sidesSchema = z
  .string()
  .default('Application')
  .transform((types, context) => {
    const names = types.split(/[^A-Za-z]+/).filter((name) => name !== '');
    const sides = names.map((name) => sidesByName[name]);
    const unknown = names[sides.indexOf(undefined)];
    if (unknown === undefined && sides.length > 0) {
      return sides.filter((side) => side !== undefined);
    }
    const reason =
      unknown === 'Consortiums' ? 'Fabric has no system channel any more' : 'Application or Orderer is needed';
    context.addIssue({ code: 'custom', message: `'${types}': ${reason}` });
    return z.NEVER;
  });

const setOrg: Reader = z
  .strictObject({ OrgType: sidesSchema, Org: organizationSchema })
  .transform(({ OrgType: groups, Org: { anchorPeers, ordererEndpoints, ...organization } }) => [
    {
      operation: 'set-organization' as const,
      groups,
      ...organization,
      ...(anchorPeers && groups.includes('application') && { anchorPeers }),
      ...(ordererEndpoints && groups.includes('orderer') && { ordererEndpoints }),
    },
  ]);

const removeOrg: Reader = z
  .strictObject({ OrgType: sidesSchema, OrgName: nameSchema })
  .transform(({ OrgType, OrgName }) => [{ operation: 'remove-organization' as const, name: OrgName, groups: OrgType }]);

const setConsenter: Reader = z
  .strictObject({
    Consenter: z.strictObject({
      Host: hostSchema,
      Port: portSchema,
      ClientTLSCert: certificateSchema,
      ServerTLSCert: certificateSchema,
    }),
  })
  .transform(({ Consenter: { Host, Port, ClientTLSCert, ServerTLSCert } }) => [
    {
      operation: 'set-consenter' as const,
      host: Host,
      port: Port,
      clientTlsCert: ClientTLSCert,
      serverTlsCert: ServerTLSCert,
    },
  ]);

const removeConsenter: Reader = z
  .strictObject({ ConsenterAddress: addressSchema })
  .transform(({ ConsenterAddress }) => {
    const colon = ConsenterAddress.lastIndexOf(':');
    return [
      {
        operation: 'remove-consenter' as const,
        host: ConsenterAddress.slice(0, colon),
        port: Number(ConsenterAddress.slice(colon + 1)),
      },
    ];
  });

const setOrderer: Reader = z
  .strictObject({
    Orderer: z.strictObject({
      OrdererType: z.literal('etcdraft'),
      BatchTimeout: millisecondsSchema,
      BatchSize: z.strictObject({
        MaxMessageCount: positiveSchema,
        AbsoluteMaxBytes: byteSizeSchema,
        PreferredMaxBytes: byteSizeSchema,
      }),
      EtcdRaftOptions: z.strictObject({
        TickInterval: durationSchema,
        ElectionTick: positiveSchema,
        HeartbeatTick: positiveSchema,
        MaxInflightBlocks: positiveSchema,
        SnapshotIntervalSize: byteSizeSchema,
      }),
      MaxChannels: uint32Schema.default(0),
      Policies: policiesSection,
    }),
  })
  .transform(({ Orderer: { BatchTimeout, BatchSize, EtcdRaftOptions, MaxChannels, Policies } }) => [
    {
      operation: 'set-orderer' as const,
      batchTimeout: BatchTimeout,
      batchSize: {
        maxMessageCount: BatchSize.MaxMessageCount,
        absoluteMaxBytes: BatchSize.AbsoluteMaxBytes,
        preferredMaxBytes: BatchSize.PreferredMaxBytes,
      },
      maxChannels: MaxChannels,
      options: {
        tickInterval: EtcdRaftOptions.TickInterval,
        electionTick: EtcdRaftOptions.ElectionTick,
        heartbeatTick: EtcdRaftOptions.HeartbeatTick,
        maxInflightBlocks: EtcdRaftOptions.MaxInflightBlocks,
        snapshotIntervalSize: EtcdRaftOptions.SnapshotIntervalSize,
      },
      policies: Policies,
    },
  ]);

const setChannel: Reader = z
  .strictObject({
    Channel: z.strictObject({
      Channel: z.strictObject({ Policies: policiesSection }),
      Application: z
        .strictObject({
          Policies: policiesSection,
          ACLs: z.record(z.string().min(1), z.string().min(1)).exactOptional(),
        })
        .exactOptional(),
    }),
  })
  .transform(({ Channel: { Channel, Application } }) => [
    { operation: 'set-channel' as const, policies: Channel.Policies },
    ...(Application
      ? [
          {
            operation: 'set-application' as const,
            policies: Application.Policies,
            ...(Application.ACLs && { acls: Application.ACLs }),
          },
        ]
      : []),
  ]);

const readers: Readonly<Record<string, Reader>> = {
  'set-org': setOrg,
  'remove-org': removeOrg,
  'set-consenter': setConsenter,
  'remove-consenter': removeConsenter,
  'set-orderer': setOrderer,
  'set-channel': setChannel,
};

/** Whether a list is one of OpsSC v0.4. */
export function isInstructionList(items: readonly unknown[]): boolean {
  return items.some((item) => typeof item === 'object' && item !== null && 'Command' in item);
}

/**
 * Turns OpsSC v0.4's list of `Command` and `Parameters` into operations. Unlike there, policies and ACLs that it does
 * not name stay.
 *
 * @param root of the list, for errors
 * @throws ConfigTxError `INVALID_PROFILE` with the path of the first element that is wrong
 */
export function fromInstructions(items: readonly unknown[], root: string): readonly ChannelOperation[] {
  return items.flatMap((item, index) => {
    const path = `${root}[${index}]`;
    const schema = z.strictObject({ Command: z.string(), Parameters: z.unknown() });
    const { Command, Parameters } = parseData({ schema, input: withoutNulls(item), path });
    const reader = readers[Command];
    if (!reader) {
      const commands = Object.keys(readers).join(', ');
      throw new ConfigTxError('INVALID_PROFILE', `${path}.Command: '${Command}' is no command; there are ${commands}`, {
        path: `${path}.Command`,
      });
    }
    return parseData({ schema: reader, input: Parameters, path: `${path}.Parameters` });
  });
}
