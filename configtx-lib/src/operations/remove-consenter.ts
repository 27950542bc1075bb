// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { addressSchema, hostSchema, portSchema } from '../profile/schema/address-schemas.js';
import type { RemoveConsenter } from './channel-operation.js';
import { consentersOf, indexOfConsenter, setConsenters } from './consenters.js';
import { removeEndpoint } from './edit-endpoints.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const schema: z.ZodType<RemoveConsenter> = z.strictObject({
  operation: z.literal('remove-consenter'),
  host: hostSchema,
  port: portSchema,
  ordererEndpoint: addressSchema.exactOptional(),
});

/** Takes a consenter out. */
export const removeConsenter: OperationDefinition<RemoveConsenter> = {
  schema,
  subjects: ({ host, port }) => [`consenter ${host}:${port}`],
  validate: (operation, draft) => {
    const consenters = consentersOf(draft);
    if (indexOfConsenter(consenters, operation) < 0) {
      throw new OperationProblem([], `the channel has no consenter ${operation.host}:${operation.port}`);
    }
    if (consenters.length === 1) {
      throw new OperationProblem([], `${operation.host}:${operation.port} is the only consenter`);
    }
  },
  apply: (operation, draft) => {
    const { host, port, ordererEndpoint = `${host}:${port}` } = operation;
    setConsenters(
      draft,
      consentersOf(draft).filter((consenter) => consenter.host !== host || consenter.port !== port),
    );
    removeEndpoint(draft, ordererEndpoint);
  },
};
