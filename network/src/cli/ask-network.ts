// SPDX-License-Identifier: Apache-2.0

import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { NodeStatus } from '../network.js';
import { NetworkError } from '../network-error.js';
import { type ControlRequest, controlResponseSchema, controlSocketPath } from './control-protocol.js';

/**
 * Asks the foreground process of a network; every answer is the nodes' status afterwards.
 *
 * @throws NetworkError `NOT_RUNNING` if there is none; `NODE_FAILED` with what it said.
 */
export async function askNetwork(dir: string, request: ControlRequest): Promise<readonly NodeStatus[]> {
  const socket = connect(controlSocketPath(dir));
  socket.write(`${JSON.stringify(request)}\n`);
  let answer: string;
  try {
    answer = await text(socket);
  } catch (error) {
    throw new NetworkError('NOT_RUNNING', `no network runs in ${dir}`, { cause: error });
  }
  const response = controlResponseSchema.parse(JSON.parse(answer));
  if ('error' in response) {
    throw new NetworkError('NODE_FAILED', response.error);
  }
  return response.nodes;
}
