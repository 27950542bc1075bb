// SPDX-License-Identifier: Apache-2.0

import { sendEvents } from '../events/send-events.js';
import type { Answer } from '../routes/answer.js';
import { entityTag, isNamedBy } from './entity-tag.js';
import type { ApiRequest, ApiResponse } from './http-types.js';

export interface SendAnswerOptions {
  readonly request: ApiRequest;
  readonly response: ApiResponse;
  readonly heartbeatMs: number;
  /** Ends event streams. */
  readonly signal: AbortSignal;
}

/** Sends what a route answers with. */
export async function sendAnswer(answer: Answer, options: SendAnswerOptions): Promise<void> {
  const { request, response, heartbeatMs, signal } = options;
  switch (answer.kind) {
    case 'json':
      sendJson(answer, request, response);
      return;
    case 'text':
      response.type(answer.contentType).send(answer.text);
      return;
    case 'events':
      await sendEvents({ response, changes: answer.changes, heartbeatMs, signal });
  }
}

/** What was read has a tag, and is not sent again to those who have it. */
function sendJson(answer: Extract<Answer, { kind: 'json' }>, request: ApiRequest, response: ApiResponse): void {
  const { status = 200, headers = {} } = answer;
  const text = JSON.stringify(answer.body);
  response.status(status).set(headers);
  if (request.method === 'POST' || status !== 200) {
    response.type('application/json').send(text);
    return;
  }
  const tag = entityTag(text, headers);
  // It may be kept by this client alone, and asked about before each use.
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization' });
  if (isNamedBy(tag, request.get('if-none-match'))) {
    response.status(304).end();
  } else {
    response.type('application/json').send(text);
  }
}
