// SPDX-License-Identifier: Apache-2.0

import {
  ContractError,
  minimalApprovals,
  minimalBlocks,
  parsePolicyText,
  policyForMembers,
  policyInForce,
  type PolicyInForce,
  policyScopesFrom,
  PolicySyntaxError,
  policyText,
  simulateVotes,
} from '@opssc/chaincode/model';
import type { z } from 'zod';
import type { simulateQuery } from '../requests/simulate-query.js';
import type { ApiContext } from '../server/api-context.js';

type Query = z.output<typeof simulateQuery>;

/**
 * What hypothetical votes would come to under a policy, or under what is in force for a scope.
 *
 * @throws ContractError `INVALID_ARGUMENT`, `UNKNOWN_CHANNEL`
 */
export async function simulatePolicy(query: Query, { fabric, opsChannel }: Pick<ApiContext, 'fabric' | 'opsChannel'>) {
  const channelID = query.channelID ?? channelOfScope(query.scope) ?? opsChannel;
  const { members } = await fabric.ops.getChannel(channelID);
  if (members.length === 0) {
    const text = `no membership of channel ${channelID} is attested by a majority of its members`;
    throw new ContractError({ code: 'UNKNOWN_CHANNEL', text });
  }
  const { agreed = [], disagreed = [] } = query;
  requireVoters({ agreed, disagreed }, members);
  const asked = await policyOf(query, fabric);
  const policy = policyForMembers(asked.policy, members);
  const { toApprove, toReject, ...simulation } = simulateVotes({
    policy,
    members,
    agreed: new Set(agreed),
    disagreed: new Set(disagreed),
  });
  const approvals = minimalApprovals(policy, members);
  const blocks = minimalBlocks(policy, members);
  return {
    policy,
    policyText: policyText(policy),
    ...(asked.scope !== undefined && { scope: asked.scope }),
    unanimousInstead: policy !== asked.policy,
    channelID,
    members,
    agreed,
    disagreed,
    ...simulation,
    ...(toApprove && { toApprove }),
    ...(toReject && { toReject }),
    ...(approvals && { minimalApprovals: approvals }),
    ...(blocks && { minimalBlocks: blocks }),
  };
}

async function policyOf({ policy, scope }: Query, { ops }: ApiContext['fabric']): Promise<PolicyInForce> {
  if (scope !== undefined) {
    const { policies } = await ops.getConstitution();
    return policyInForce(policyScopesFrom(scope), policies);
  }
  try {
    return { policy: parsePolicyText(policy ?? '') };
  } catch (cause) {
    if (!(cause instanceof PolicySyntaxError)) {
      throw cause;
    }
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'policy', text: cause.message, cause });
  }
}

function channelOfScope(scope = ''): string | undefined {
  return /^(?:channel|chaincode):([^/]+)/.exec(scope)?.[1];
}

function requireVoters(
  votes: Readonly<Record<'agreed' | 'disagreed', readonly string[]>>,
  members: readonly string[],
): void {
  for (const [field, organizations] of Object.entries(votes)) {
    const stranger = organizations.find((mspID) => !members.includes(mspID));
    if (stranger !== undefined) {
      const text = `names ${stranger}, which is not among those who decide: ${members.join(', ')}`;
      throw new ContractError({ code: 'INVALID_ARGUMENT', field, text });
    }
  }
  const twice = votes.agreed.find((mspID) => votes.disagreed.includes(mspID));
  if (twice !== undefined) {
    const text = `names ${twice}, which has agreed already`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'disagreed', text });
  }
}
