// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { channelQuery } from '../requests/parameters.js';
import { channelSchema, channelView } from '../views/channel-view.js';
import { defineRoute } from './define-route.js';

const tag = 'Channel';

/** The registry of channels. */
export const channelRoutes = [
  defineRoute({
    method: 'get',
    path: '/channel/getChannels',
    tag,
    operationID: 'getChannels',
    summary: 'List the channels of the registry',
    responds: { description: 'The channels.', schema: z.array(channelSchema) },
    async handle(_request, { fabric }) {
      return { kind: 'json', body: (await fabric.ops.listChannels()).map(channelView) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/channel/getChannel',
    tag,
    operationID: 'getChannel',
    summary: 'Get a channel of the registry',
    query: channelQuery,
    responds: { description: 'The channel.', schema: channelSchema },
    problems: ['UNKNOWN_CHANNEL'],
    async handle({ query }, { fabric }) {
      return { kind: 'json', body: channelView(await fabric.ops.getChannel(query.channelID)) };
    },
  }),
];
