// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Application } from '../applications/application.js';
import { ApiProblem } from '../problem/api-problem.js';
import { invokeExamples, invokeTransactionBody, queryTransactionQuery } from '../requests/transaction-request.js';
import { defineRoute } from './define-route.js';

const tag = 'Application';
const problems = ['CHANNEL_NOT_OPENED', 'UNKNOWN_CHANNEL', 'CHAINCODE_NOT_DEFINED', 'FABRIC_FORBIDDEN'] as const;

/** Transactions of applications, through the organization's Gateway; off unless the configuration says otherwise. */
export const transactionRoutes = [
  defineRoute({
    method: 'get',
    path: '/utils/queryTransaction',
    tag,
    operationID: 'queryTransaction',
    summary: 'Evaluate a transaction',
    query: queryTransactionQuery,
    responds: { description: 'What the chaincode answers: as JSON if it is that, else as text.', schema: z.unknown() },
    problems,
    async handle({ query: { channelID, ccName, func, args }, application }, { fabric }) {
      requireOpen(application, channelID);
      const call = { channelID, chaincodeName: ccName, transaction: func, arguments: args };
      return { kind: 'json', body: jsonOrText(await fabric.transactions.evaluate(call)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/utils/invokeTransaction',
    tag,
    operationID: 'invokeTransaction',
    summary: 'Submit a transaction',
    description: 'Answers when it is committed as valid.',
    body: { schema: invokeTransactionBody, required: true, examples: invokeExamples },
    responds: { description: 'What the chaincode answers, as text.', schema: z.string() },
    problems: [...problems, 'TRANSACTION_INVALID'],
    async handle({ body: { channelID, ccName, func, args }, application }, { fabric }) {
      requireOpen(application, channelID);
      const call = { channelID, chaincodeName: ccName, transaction: func, arguments: args };
      const { result } = await fabric.transactions.submit(call);
      return { kind: 'json', body: new TextDecoder().decode(result) };
    },
  }),
];

function requireOpen(application: Application | undefined, channelID: string): void {
  if (application?.channels.includes(channelID) !== true) {
    const detail = `The credential does not open channel ${channelID}.`;
    throw new ApiProblem({ code: 'CHANNEL_NOT_OPENED', detail });
  }
}

function jsonOrText(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
