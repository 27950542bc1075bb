// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { z } from 'zod';
import { addressSchema } from '../profile/schema/address-schemas.js';
import { capabilitiesSchema } from '../profile/schema/name-schema.js';
import { policyChangesSchema } from '../profile/schema/policy-schemas.js';
import type { SetChannel } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';
import { editCapabilities, validateCapabilities } from './edit-capabilities.js';
import { endpointsOf } from './edit-endpoints.js';
import { editPolicies, validatePolicyChanges } from './edit-policies.js';
import { editValue, readValue, removeValue } from './edit-value.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const schema: z.ZodType<SetChannel> = z.strictObject({
  operation: z.literal('set-channel'),
  policies: policyChangesSchema.exactOptional(),
  capabilities: capabilitiesSchema.exactOptional(),
  ordererAddresses: z.array(addressSchema).exactOptional(),
});

const addressesName = 'OrdererAddresses';

/** Changes the channel group itself. */
export const setChannel: OperationDefinition<SetChannel> = {
  schema,
  subjects: () => ['channel'],
  validate: ({ policies, capabilities }, draft) => {
    validatePolicyChanges([draft.channel], policies);
    validateCapabilities('channel', capabilities);
  },
  apply: ({ policies, capabilities, ordererAddresses }, draft) => {
    editPolicies(draft.channel, policies);
    editCapabilities(draft.channel, capabilities);
    editOrdererAddresses(draft, ordererAddresses);
  },
  validateResult: ({ capabilities, ordererAddresses }, draft) => {
    if (draft.hasCapability('V3_0') && (capabilities ?? ordererAddresses)) {
      validateForV3(draft);
    }
  },
};

function editOrdererAddresses(draft: ConfigDraft, addresses: readonly string[] | undefined): void {
  if (addresses?.length === 0) {
    removeValue(draft.channel, addressesName);
  } else if (addresses) {
    editValue({
      group: draft.channel,
      name: addressesName,
      type: common.OrdererAddresses,
      modPolicy: '/Channel/Orderer/Admins',
      edit: (message) => {
        message.setAddressesList([...addresses]);
      },
    });
  }
}

/** Since V3_0 every orderer organization has endpoints, and the channel as a whole has none. */
function validateForV3(draft: ConfigDraft): void {
  const withoutEndpoints = draft.organizations('orderer').find(({ group }) => endpointsOf(group).length === 0);
  if (withoutEndpoints) {
    throw new OperationProblem(
      ['capabilities'],
      `illegal orderer config update detected: endpoints of org ${withoutEndpoints.name} are missing`,
    );
  }
  if (readValue(draft.channel, addressesName, common.OrdererAddresses).getAddressesList().length > 0) {
    throw new OperationProblem(
      ['ordererAddresses'],
      'global OrdererAddresses are not allowed with V3_0 capability, use org specific addresses only',
    );
  }
}
