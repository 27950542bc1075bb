// SPDX-License-Identifier: Apache-2.0

import { type common, peer } from '@hyperledger/fabric-protos';
import { z } from 'zod';
import { capabilitiesSchema } from '../profile/schema/name-schema.js';
import { policyChangesSchema } from '../profile/schema/policy-schemas.js';
import type { SetApplication } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';
import { editCapabilities, validateCapabilities } from './edit-capabilities.js';
import { editPolicies, validatePolicyChanges } from './edit-policies.js';
import { editValue, readValue, removeValue } from './edit-value.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const schema: z.ZodType<SetApplication> = z.strictObject({
  operation: z.literal('set-application'),
  policies: policyChangesSchema.exactOptional(),
  acls: z.record(z.string().min(1), z.string().min(1, 'must be the path of a policy').nullable()).exactOptional(),
  capabilities: capabilitiesSchema.exactOptional(),
});

const aclsName = 'ACLs';

/** Changes the application group. */
export const setApplication: OperationDefinition<SetApplication> = {
  schema,
  subjects: () => ['application'],
  validate: ({ policies, capabilities, acls = {} }, draft) => {
    validatePolicyChanges([draft.application], policies);
    validateCapabilities('application', capabilities);
    const existing = readValue(draft.application, aclsName, peer.ACLs).getAclsMap();
    for (const [resource, policy] of Object.entries(acls)) {
      if (policy === null && !existing.has(resource)) {
        throw new OperationProblem(['acls', resource], 'the channel has no such ACL');
      }
    }
  },
  apply: ({ policies, capabilities, acls }, draft) => {
    editPolicies(draft.application, policies);
    editCapabilities(draft.application, capabilities);
    editAcls(draft.application, acls);
  },
  validateResult: ({ acls = {} }, draft) => {
    for (const [resource, policy] of Object.entries(acls)) {
      if (policy !== null && !hasPolicy(draft, policy)) {
        throw new OperationProblem(['acls', resource], `the channel has no policy ${policy}`);
      }
    }
  },
};

function editAcls(group: common.ConfigGroup, changes: NonNullable<SetApplication['acls']> = {}): void {
  const existing = readValue(group, aclsName, peer.ACLs).getAclsMap();
  const isEmptied = [...existing.keys()].every((resource) => changes[resource] === null);
  if (isEmptied && Object.values(changes).every((policy) => policy === null)) {
    if (existing.getLength() > 0) {
      removeValue(group, aclsName);
    }
    return;
  }
  editValue({
    group,
    name: aclsName,
    type: peer.ACLs,
    edit: (message) => {
      for (const [resource, policy] of Object.entries(changes)) {
        if (policy === null) {
          message.getAclsMap().del(resource);
        } else {
          const reference = new peer.APIResource();
          reference.setPolicyRef(policy);
          message.getAclsMap().set(resource, reference);
        }
      }
    },
  });
}

/** Paths begin at the channel, `/Channel/Application/Writers`, or below it. */
function hasPolicy(draft: ConfigDraft, path: string): boolean {
  const names = path.replace(/^\/Channel\//, '').split('/');
  const policy = names.pop() ?? '';
  let group: common.ConfigGroup | undefined = draft.channel;
  for (const name of names) {
    group = group?.getGroupsMap().get(name);
  }
  return group?.getPoliciesMap().has(policy) ?? false;
}
