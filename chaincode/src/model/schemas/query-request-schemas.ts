// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { channelIDSchema, proposalIDSchema } from './fabric-name-schemas.js';

/** v0.4's tasks. */
export const taskIDSchema = z.enum(['vote', 'acknowledge', 'commit'], 'must be vote, acknowledge or commit');

/** The argument of `proposals:Get` and of `proposals:GetBallot`. */
export const getRequestSchema = z.strictObject({ id: proposalIDSchema });

/** The argument of `proposals:History`. */
export const historyRequestSchema = z.strictObject({ id: proposalIDSchema, taskID: taskIDSchema.exactOptional() });

/** The argument of `registry:GetChannel`. */
export const getChannelRequestSchema = z.strictObject({ channelID: channelIDSchema });

/** The argument of `registry:ListChannels`. */
export const listChannelsRequestSchema = z.strictObject({});
