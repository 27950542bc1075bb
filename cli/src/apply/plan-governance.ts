// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import { ApiError } from '../api/api-error.js';
import { CliError } from '../cli-error.js';
import { type PolicyInForce, readConstitution } from '../governance/read-constitution.js';
import { simulate } from '../governance/simulate.js';
import type { ManifestDocument } from '../manifest/manifest-document.js';
import { ManifestError } from '../manifest/manifest-error.js';
import type { GovernanceManifest } from '../manifest/manifest-schema.js';
import { policyChangesText } from '../output/policy-changes-text.js';
import { governanceRequest } from '../requests/governance-request.js';
import {
  changesOf,
  governanceProposals,
  governanceProposalSchema,
  type ShownPolicyChange,
} from '../resources/governance-proposals.js';
import { listAll } from '../resources/list-all.js';
import { canonicalJson } from '../votes/canonical-json.js';
import { isOpen } from './is-open.js';
import type { Plan, PlanOptions } from './plan.js';

/**
 * Proposes the policies that are not in force as the document says. Scopes that it does not name stay as they are.
 *
 * @throws CliError when another change of the constitution is proposed: one is open at a time
 */
export async function planGovernance({ client, document, now }: PlanOptions<GovernanceManifest>): Promise<Plan> {
  const manifest = document.body;
  const plan = { target: 'the constitution', resource: governanceProposals, pending: [] };
  const { policies } = await readConstitution(client);
  const changes = await readPolicies(client, document);
  const wanted = changes.filter((change) => differs(change, policies));
  if (wanted.length === 0) {
    return plan;
  }
  const listed = await listAll(client, {
    path: governanceProposals.path,
    schema: governanceProposalSchema,
    query: {},
  });
  const open = listed.filter(isOpen);
  const same = open.find((proposal) => canonicalJson(sorted(changesOf(proposal))) === canonicalJson(sorted(wanted)));
  if (same !== undefined) {
    return { ...plan, pending: [same.ID] };
  }
  const [other] = open;
  if (other !== undefined) {
    throw new CliError(`${document.placeOf([])}: another change of the constitution is proposed, as ${other.ID}`);
  }
  return {
    ...plan,
    proposal: {
      name: 'governance',
      request: governanceRequest({ manifest, changes: wanted, now }),
      differences: policyChangesText(wanted, policies),
    },
  };
}

/** The changes with their policies as trees, as the ledger has them: the server reads the texts, and says what is wrong. */
function readPolicies(
  client: ApiClient,
  { body: { changes }, placeOf }: ManifestDocument<GovernanceManifest>,
): Promise<readonly ShownPolicyChange[]> {
  return Promise.all(
    changes.map(async ({ policy, ...change }, index) => {
      if (typeof policy !== 'string') {
        return { ...change, ...(policy !== undefined && { policy }) };
      }
      try {
        return { ...change, policy: (await simulate(client, { policy })).policy };
      } catch (error) {
        throw error instanceof ApiError && error.fields.length > 0
          ? new ManifestError([`${placeOf(['changes', index, 'policy'])}: ${error.message}`], error)
          : error;
      }
    }),
  );
}

function differs(change: ShownPolicyChange, inForce: readonly PolicyInForce[]): boolean {
  const current = inForce.find(({ scope }) => scope === change.scope);
  return change.repeal === true
    ? current !== undefined
    : current === undefined || canonicalJson(termsOf(current)) !== canonicalJson(termsOf(change));
}

function termsOf({ policy, votingSeconds, graceSeconds }: ShownPolicyChange | PolicyInForce) {
  return { policy, votingSeconds, graceSeconds };
}

function sorted(changes: readonly ShownPolicyChange[]): readonly ShownPolicyChange[] {
  return changes.toSorted((one, other) => (one.scope < other.scope ? -1 : 1));
}
