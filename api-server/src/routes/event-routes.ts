// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { eventIDPattern } from '../events/event-id.js';
import { defineRoute } from './define-route.js';

const lastEventID = z
  .string()
  .regex(eventIDPattern, 'must be the ID of an event of this stream')
  .meta({ description: 'ID of the last event that was seen: the stream goes on after it.' });

/** Changes as they come. */
export const eventRoutes = [
  defineRoute({
    method: 'get',
    path: '/events',
    tag: 'Events',
    operationID: 'followEvents',
    summary: 'Follow changes',
    description:
      'Server-sent events, one for each change on the ops-channel: its ID, its kind as the name of the event, and an ' +
      '`OpsChange` as data. An event is a hint that something changed; the resource itself tells what it is now. ' +
      'A client that comes back with `Last-Event-ID` misses nothing, whichever server it comes back to.',
    headers: z.strictObject({ 'last-event-id': lastEventID.exactOptional() }),
    responds: { description: 'A stream that does not end by itself.', contentType: 'text/event-stream' },
    problems: ['TOO_MANY_STREAMS'],
    handle({ headers, signal }, { events, streams }) {
      streams.take(signal);
      return Promise.resolve({ kind: 'events', changes: events.follow({ after: headers['last-event-id'], signal }) });
    },
  }),
];
