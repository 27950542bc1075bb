// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { OrganizationProfile, Policies, PolicyRule } from '../channel-profile.js';
import { applicationOrganizationGroup } from '../genesis/application-group.js';
import { mspConfig } from '../genesis/msp-config.js';
import { ordererOrganizationGroup } from '../genesis/orderer-group.js';
import { addressSchema, anchorPeersSchema } from '../profile/schema/address-schemas.js';
import { mspSchema } from '../profile/schema/msp-schemas.js';
import { nameSchema } from '../profile/schema/name-schema.js';
import { policyChangesSchema } from '../profile/schema/policy-schemas.js';
import type { OrganizationSide, PolicyChanges, SetOrganization } from './channel-operation.js';
import type { ConfigDraft, OrganizationEntry } from './config-draft.js';
import { setAnchorPeers } from './edit-anchor-peers.js';
import { setEndpoints } from './edit-endpoints.js';
import { requireValidMsp, setMsp } from './edit-msp.js';
import { editPolicies, validatePolicyChanges } from './edit-policies.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';
import { sidesSchema } from './sides-schema.js';

const schema: z.ZodType<SetOrganization> = z
  .strictObject({
    operation: z.literal('set-organization'),
    name: nameSchema,
    groups: sidesSchema.exactOptional(),
    msp: mspSchema.exactOptional(),
    policies: policyChangesSchema.exactOptional(),
    anchorPeers: anchorPeersSchema.exactOptional(),
    ordererEndpoints: z.array(addressSchema).exactOptional(),
  })
  .superRefine(({ groups = defaultSides, anchorPeers, ordererEndpoints }, context) => {
    const refuse = (field: string, side: OrganizationSide): void => {
      context.addIssue({ code: 'custom', path: [field], message: `only with '${side}' among the groups` });
    };
    if (anchorPeers && !groups.includes('application')) {
      refuse('anchorPeers', 'application');
    }
    if (ordererEndpoints && !groups.includes('orderer')) {
      refuse('ordererEndpoints', 'orderer');
    }
  });

const defaultSides: readonly OrganizationSide[] = ['application'];

/** Adds or changes an organization, on one side of the channel or both. */
export const setOrganization: OperationDefinition<SetOrganization> = {
  schema,
  subjects: ({ name, groups = defaultSides }) => groups.map((side) => `${side} organization ${name}`),
  validate: (operation, draft) => {
    const sides = operation.groups ?? defaultSides;
    const existing = sides.flatMap((side) => draft.organization(side, operation.name) ?? []);
    if (existing.length > 0) {
      validatePolicyChanges(
        existing.map(({ group }) => group),
        operation.policies,
      );
    }
    requireMspOfItsOwn(operation, draft);
    const isNewOrderer = sides.includes('orderer') && !existing.some(({ side }) => side === 'orderer');
    if (isNewOrderer && draft.hasCapability('V3_0') && !operation.ordererEndpoints?.length) {
      throw new OperationProblem(['ordererEndpoints'], 'an orderer organization needs them since V3_0');
    }
  },
  apply: (operation, draft) => {
    const { msp } = operation;
    for (const side of operation.groups ?? defaultSides) {
      const existing = draft.organization(side, operation.name);
      if (existing) {
        change(existing, operation);
      } else {
        draft
          .group(side)
          .getGroupsMap()
          .set(operation.name, newGroup(operation, side, draft));
      }
    }
    if (msp) {
      setMsp(draft, msp.mspID, mspConfig(msp));
    }
  },
  validateResult: ({ msp }, draft) => {
    if (msp) {
      requireValidMsp(draft, msp.mspID, ['msp']);
    }
  },
};

/** Fabric takes two groups with one MSP, which nobody means. */
function requireMspOfItsOwn({ name, groups = defaultSides, msp }: SetOrganization, draft: ConfigDraft): void {
  const newSides = groups.filter((side) => !draft.organization(side, name));
  const other = newSides.flatMap((side) => draft.organizations(side)).find(({ mspID }) => mspID === msp?.mspID);
  if (other) {
    throw new OperationProblem(['msp', 'mspID'], `${other.side} organization ${other.name} has this MSP already`);
  }
}

function change(existing: OrganizationEntry, operation: SetOrganization): void {
  const { msp, policies, anchorPeers, ordererEndpoints } = operation;
  if (msp && msp.mspID !== existing.mspID) {
    throw new OperationProblem(
      ['msp', 'mspID'],
      `${existing.side} org ${existing.name} attempted to change MSP ID from ${existing.mspID} to ${msp.mspID}`,
    );
  }
  editPolicies(existing.group, policies);
  if (anchorPeers && existing.side === 'application') {
    setAnchorPeers(existing.group, anchorPeers);
  }
  if (ordererEndpoints && existing.side === 'orderer') {
    setEndpoints(existing.group, ordererEndpoints);
  }
}

function newGroup(operation: SetOrganization, side: OrganizationSide, draft: ConfigDraft) {
  const { name, anchorPeers, ordererEndpoints } = operation;
  const msp = operation.msp;
  if (!msp) {
    throw new OperationProblem(['msp'], `is missing: the channel has no ${side} organization ${name} yet`);
  }
  const profile: OrganizationProfile = {
    name,
    msp,
    ...(operation.policies && { policies: newPolicies(operation.policies) }),
    ...(anchorPeers && { anchorPeers }),
    ...(ordererEndpoints && { ordererEndpoints }),
  };
  return side === 'application'
    ? applicationOrganizationGroup(profile)
    : ordererOrganizationGroup(profile, { channel: draft.hasCapability('V3_0') ? 'V3_0' : [] });
}

function newPolicies(changes: PolicyChanges): Policies {
  const policies = Object.entries(changes).filter((entry): entry is [string, PolicyRule] => entry[1] !== null);
  for (const name of ['Admins', 'Readers', 'Writers']) {
    if (!policies.some(([given]) => given === name)) {
      throw new OperationProblem(['policies'], `no ${name} policy for an organization that is new`);
    }
  }
  return Object.fromEntries(policies);
}
