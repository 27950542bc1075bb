// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { assumedAdmin } from '../assumed-admin.js';
import { policyOf } from '../policy-at.js';
import { resolvedRule } from '../policy-rule.js';
import { type PolicyShape, policyShape } from '../policy-shape.js';
import { modPolicyPath } from '../../simulation/mod-policy.js';
import type { OrganizationConfig } from '../../simulation/organization-config.js';
import { canHaveRole } from './can-have-role.js';
import type { ConfigTransition, ReadConfig, Risk } from './risk.js';

/** Policies that nobody, or everybody, satisfies, and organizations that lose control of their own configuration. */
export function policyRisks({ before, after }: ConfigTransition): Risk[] {
  return [...uselessPolicies(before, after), ...lockedOut(before, after)];
}

function uselessPolicies(before: ReadConfig, after: ReadConfig): Risk[] {
  const [old, present] = [problemsOf(before), problemsOf(after)];
  return [...present].map(([path, problem]) => {
    const severity = old.get(path)?.code === problem.code ? 'warning' : 'critical';
    return { ...problem, path, severity };
  });
}

type Problem = Pick<Risk, 'code' | 'text'>;

function problemsOf({ channelGroup, resources }: ReadConfig): ReadonlyMap<string, Problem> {
  const sides = [resources.orderer, resources.application];
  const organizations = new Map(
    sides.flatMap((side) => [...(side?.organizations.values() ?? [])]).map((config) => [config.mspID, config]),
  );
  const problems = new Map<string, Problem>();
  visit(channelGroup, '/Channel', (group, path, name) => {
    const placed = policyOf(group, name);
    const shape = policyShape(placed);
    const rule = placed ? resolvedRule(placed) : 'no policy';
    if (!isSatisfiable(shape, organizations)) {
      problems.set(path, { code: 'POLICY_UNSATISFIABLE', text: `Nobody can satisfy policy ${path} (${rule}).` });
    } else if ('parts' in shape && shape.threshold <= 0) {
      problems.set(path, { code: 'POLICY_OPEN', text: `Policy ${path} (${rule}) asks nobody for a signature.` });
    }
  });
  return problems;
}

type Visitor = (group: common.ConfigGroup, path: string, name: string) => void;

function visit(group: common.ConfigGroup, path: string, visitor: Visitor): void {
  for (const name of group.getPoliciesMap().keys()) {
    visitor(group, `${path}/${name}`, name);
  }
  for (const [name, subGroup] of group.getGroupsMap().entries()) {
    visit(subGroup, `${path}/${name}`, visitor);
  }
}

/** By as many identities as it may take. */
function isSatisfiable(shape: PolicyShape, organizations: ReadonlyMap<string, OrganizationConfig>): boolean {
  if ('parts' in shape) {
    return shape.parts.filter((part) => isSatisfiable(part, organizations)).length >= shape.threshold;
  }
  if ('other' in shape) {
    // A certain identity or unit: there may be one.
    return shape.other !== 'none';
  }
  const organization = organizations.get(shape.mspID);
  return organization !== undefined && canHaveRole(organization.msp, shape.role);
}

/** An organization that could change its own group on its own, and then no longer can. */
function lockedOut(before: ReadConfig, after: ReadConfig): Risk[] {
  return (['orderer', 'application'] as const).flatMap((side) => {
    const organizations = [...(after.resources[side]?.organizations.values() ?? [])];
    const path = side === 'orderer' ? 'Orderer' : 'Application';
    return organizations.flatMap(({ name, mspID }): Risk[] => {
      const place = [path, name] as const;
      const could = before.resources[side]?.organizations.has(name) ? mayChange(before, place, mspID) : undefined;
      if (mayChange(after, place, mspID) || could === false) {
        return [];
      }
      const text = `${name} ${could === undefined ? 'cannot' : 'could no longer'} change its own configuration: an admin of ${mspID} does not satisfy the policy that it asks for.`;
      const severity = could === undefined ? 'warning' : 'critical';
      return [{ code: 'LOCKED_OUT', severity, path: `/Channel/${path}/${name}`, text }];
    });
  });
}

/** Whether one admin of an organization may change its MSP, with whatever else is in its group. */
function mayChange({ channelGroup, resources }: ReadConfig, place: readonly [string, string], mspID: string): boolean {
  const [side, name] = place;
  const message = channelGroup.getGroupsMap().get(side)?.getGroupsMap().get(name)?.getValuesMap().get('MSP');
  const path = message && modPolicyPath({ kind: 'Value', key: 'MSP', path: ['Channel', side, name], message });
  const policy = resources.policies.get(path ?? '');
  return policy !== undefined && policy([assumedAdmin(mspID)]) === undefined;
}
