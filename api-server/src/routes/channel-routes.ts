// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { ApiProblem } from '../problem/api-problem.js';
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
  defineRoute({
    method: 'get',
    path: '/channel/systemConfigBlock',
    tag,
    operationID: 'getSystemConfigBlock',
    deprecated: { since: '2026-11-01T00:00:00Z', operationID: 'getSystemConfigBlock' },
    summary: "Get the system channel's configuration (gone)",
    description:
      "v0.4 gave new ordering nodes the system channel's configuration block to start from. Fabric 3 has no system " +
      'channel: this is answered with 410, and the agents join ordering nodes to each channel.',
    responds: { description: 'Never.', contentType: 'application/octet-stream' },
    problems: ['NO_SYSTEM_CHANNEL'],
    handle() {
      const detail =
        'Fabric 3 has no system channel: ordering nodes join each channel through their channel participation API.';
      return Promise.reject(new ApiProblem({ code: 'NO_SYSTEM_CHANNEL', detail }));
    },
  }),
];
