// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import type { AddCommands } from '../command-scope.js';
import { readConstitution } from '../governance/read-constitution.js';
import { policyChangesText } from '../output/policy-changes-text.js';
import { printable } from '../output/printable.js';
import { emergencies } from '../resources/emergencies.js';
import type { FoundMotion } from '../resources/find-motion.js';
import { changesOf, governanceProposals } from '../resources/governance-proposals.js';
import { partsOf } from '../api/proposal-schema.js';
import { addAgent } from './governance/agent.js';
import { addEmergency } from './governance/emergency.js';
import { addPolicies } from './governance/policies.js';
import { addProposalCommands } from './proposal-commands.js';

/** `governance`: who decides what, halts, and stops. */
export const addGovernance: AddCommands = (program, scope) => {
  const group = program.command('governance').description('Who decides what; halting, resuming and stopping');
  addPolicies(group, scope);
  addEmergency(group, scope);
  addAgent(group, scope);
  addProposalCommands({
    group,
    scope,
    resources: [governanceProposals, emergencies],
    example: 'our-rules',
    insight,
  });
};

/** Which policies a proposal would put in place of which, in words. */
async function insight(client: ApiClient, { motion, resource }: FoundMotion): Promise<string> {
  if (resource !== governanceProposals) {
    return '';
  }
  const { policies } = await readConstitution(client);
  const lines = partsOf(motion).flatMap((part) => policyChangesText(changesOf(part), policies));
  return ['In words', ...lines.map((line) => `  ${printable(line)}`), ''].join('\n');
}
