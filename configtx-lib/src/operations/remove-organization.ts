// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { nameSchema } from '../profile/schema/name-schema.js';
import type { OrganizationSide, RemoveOrganization } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';
import type { Consenter } from './consenter.js';
import { consentersOf } from './consenters.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';
import { sidesSchema } from './sides-schema.js';
import { tlsTrust } from './tls-trust.js';

const schema: z.ZodType<RemoveOrganization> = z.strictObject({
  operation: z.literal('remove-organization'),
  name: nameSchema,
  groups: sidesSchema.exactOptional(),
});

const bothSides: readonly OrganizationSide[] = ['application', 'orderer'];

/** Takes an organization out, on one side of the channel or both. */
export const removeOrganization: OperationDefinition<RemoveOrganization> = {
  schema,
  subjects: ({ name, groups = bothSides }) => groups.map((side) => `${side} organization ${name}`),
  validate: ({ name, groups }, draft) => {
    const found = (groups ?? bothSides).filter((side) => draft.organization(side, name));
    const missing = groups?.find((side) => !found.includes(side));
    if (missing ?? found.length === 0) {
      throw new OperationProblem(
        ['name'],
        `the channel has no ${missing ?? ''} organization ${name}`.replace('  ', ' '),
      );
    }
    for (const side of found) {
      if (draft.organizations(side).length === 1) {
        throw new OperationProblem(['name'], `${name} is the only ${side} organization`);
      }
    }
    if (found.includes('orderer')) {
      requireNoConsenters(draft, name);
    }
  },
  apply: ({ name, groups = bothSides }, draft) => {
    for (const side of groups) {
      const organization = draft.organization(side, name);
      if (organization) {
        draft.group(side).getGroupsMap().del(organization.name);
      }
    }
  },
  validateResult: ({ name }, draft) => {
    // A Raft channel does not say whose a consenter is: its certificates do.
    const isTrusted = tlsTrust(draft);
    const consenter = consentersOf(draft).find(
      ({ clientTlsCert, serverTlsCert }) => !isTrusted(clientTlsCert) || !isTrusted(serverTlsCert),
    );
    if (consenter) {
      throw stillHas(name, consenter);
    }
  },
};

/** The block validation policy of a BFT channel would name an MSP that is gone. */
function requireNoConsenters(draft: ConfigDraft, name: string): void {
  const mspID = draft.organization('orderer', name)?.mspID;
  const consenter = consentersOf(draft).find(({ bft }) => bft?.mspID === mspID && bft !== undefined);
  if (consenter) {
    throw stillHas(name, consenter);
  }
}

function stillHas(name: string, { host, port }: Consenter): OperationProblem {
  return new OperationProblem(['name'], `${name} still has consenter ${host}:${port}; take it out first`);
}
