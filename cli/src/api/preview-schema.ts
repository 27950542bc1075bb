// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

const channelPreviewSchema = z.looseObject({
  channelID: z.string(),
  updateDigest: z.string().optional(),
  explanation: z.looseObject({ text: z.string(), changes: z.array(z.unknown()) }),
  signers: z.looseObject({
    satisfied: z.boolean(),
    missing: z.array(z.array(z.string())),
    unsatisfiable: z.boolean(),
    assumed: z.array(z.string()),
    signed: z.array(z.string()),
  }),
  risks: z.array(z.looseObject({ severity: z.string(), text: z.string() })),
  refusal: z.looseObject({ text: z.string() }).optional(),
});

export type ChannelPreview = z.output<typeof channelPreviewSchema>;

/** What a channel proposal changes, who must sign, and what is at risk, channel by channel. */
export const previewSchema = z.looseObject({
  channels: z.array(channelPreviewSchema),
  unseen: z.array(z.looseObject({ channelID: z.string(), reason: z.string() })).default([]),
});

export type Preview = z.output<typeof previewSchema>;
