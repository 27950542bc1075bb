// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { addressSchema } from '../profile/schema/address-schemas.js';
import { nameSchema } from '../profile/schema/name-schema.js';
import type { SetOrdererEndpoints } from './channel-operation.js';
import { setEndpoints } from './edit-endpoints.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const schema: z.ZodType<SetOrdererEndpoints> = z.strictObject({
  operation: z.literal('set-orderer-endpoints'),
  name: nameSchema,
  ordererEndpoints: z.array(addressSchema),
});

/** Sets an orderer organization's endpoints. */
export const setOrdererEndpoints: OperationDefinition<SetOrdererEndpoints> = {
  schema,
  subjects: ({ name }) => [`endpoints of ${name}`],
  validate: ({ ordererEndpoints }, draft) => {
    if (ordererEndpoints.length === 0 && draft.hasCapability('V3_0')) {
      throw new OperationProblem(['ordererEndpoints'], 'an orderer organization needs one since V3_0');
    }
  },
  apply: ({ name, ordererEndpoints }, draft) => {
    const organization = draft.organization('orderer', name);
    if (!organization) {
      throw new OperationProblem(['name'], `the channel has no orderer organization ${name}`);
    }
    setEndpoints(organization.group, ordererEndpoints);
  },
};
