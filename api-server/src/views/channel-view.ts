// SPDX-License-Identifier: Apache-2.0

import type { ChannelView } from '@opssc/chaincode/model';
import { z } from 'zod';
import { haltSchema } from './halt-view.js';

const attestationSchema = z
  .strictObject({ mspID: z.string(), members: z.array(z.string()), configSequence: z.int(), time: z.string() })
  .meta({ description: "What an organization's own peers have as the channel's configuration." });

/** A channel of the registry: v0.4's fields, and where they come from. */
export const channelSchema = z.strictObject({
  docType: z.literal('channel'),
  ID: z.string(),
  channelType: z
    .enum(['ops', 'application', 'disable'])
    .meta({ description: "In v0.4's words; `disable`: OpsSC leaves the channel alone." }),
  organizations: z
    .record(z.string(), z.literal(''))
    .meta({ description: "v0.4's form of `members`: by MSP ID, with empty values." }),
  state: z.enum(['ops', 'application', 'disabled']),
  members: z
    .array(z.string())
    .meta({ description: 'MSP IDs, from the newest attestation that a majority of its own members share.' }),
  configSequence: z.int(),
  attestations: z.array(attestationSchema),
  halt: haltSchema.exactOptional().meta({ description: 'The newest decision on halting everything on it.' }),
});

export function channelView(channel: ChannelView): z.output<typeof channelSchema> {
  const { channelID, state, members, configSequence, attestations, halt } = channel;
  return {
    docType: 'channel',
    ID: channelID,
    channelType: state === 'disabled' ? 'disable' : state,
    organizations: Object.fromEntries(members.map((mspID) => [mspID, ''])),
    state,
    members: [...members],
    configSequence,
    attestations: attestations.map((attestation) => ({
      mspID: attestation.mspID,
      members: [...attestation.members],
      configSequence: attestation.configSequence,
      time: attestation.time,
    })),
    ...(halt !== undefined && { halt }),
  };
}
