// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { anchorPeersSchema } from '../profile/schema/address-schemas.js';
import { nameSchema } from '../profile/schema/name-schema.js';
import type { SetAnchorPeers } from './channel-operation.js';
import { setAnchorPeers as setGroupAnchorPeers } from './edit-anchor-peers.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const schema: z.ZodType<SetAnchorPeers> = z.strictObject({
  operation: z.literal('set-anchor-peers'),
  name: nameSchema,
  anchorPeers: anchorPeersSchema,
});

/** Sets an organization's anchor peers. */
export const setAnchorPeers: OperationDefinition<SetAnchorPeers> = {
  schema,
  subjects: ({ name }) => [`anchor peers of ${name}`],
  apply: ({ name, anchorPeers }, draft) => {
    const organization = draft.organization('application', name);
    if (!organization) {
      throw new OperationProblem(['name'], `the channel has no application organization ${name}`);
    }
    setGroupAnchorPeers(organization.group, anchorPeers);
  },
};
