// SPDX-License-Identifier: Apache-2.0

import { chaincodeNameSchema, channelIDSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

const argumentsSchema = z.array(z.string()).max(100, 'must have at most 100 arguments');

const target = {
  channelID: channelIDSchema,
  // System chaincodes are not among the names that it takes.
  ccName: chaincodeNameSchema,
  func: z
    .string()
    .max(200, 'must have at most 200 characters')
    .regex(/^[A-Za-z_$][\w$.-]*(:[A-Za-z_$][\w$-]*)?$/, 'must be the name of a function, such as ReadAsset'),
};

/** v0.4's query of a transaction that only reads; all of it has to fit into the header of a request. */
export const queryTransactionQuery = z.strictObject({
  ...target,
  args: z
    .string()
    .max(4_000, 'must have at most 4000 characters')
    .default('[]')
    .transform((text, context) => {
      const args = argumentsSchema.safeParse(jsonOf(text));
      if (!args.success) {
        context.addIssue({ code: 'custom', message: 'must be a JSON array of texts, such as ["asset1"]' });
        return z.NEVER;
      }
      return args.data;
    })
    .meta({ description: 'A JSON array of texts.' }),
});

/** v0.4's body of a transaction that writes. */
export const invokeTransactionBody = z.strictObject({ ...target, args: argumentsSchema.default([]) });

export const invokeExamples = {
  'Transfer an asset': {
    channelID: 'mychannel',
    ccName: 'asset-transfer',
    func: 'TransferAsset',
    args: ['asset1', 'Org2MSP'],
  },
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
