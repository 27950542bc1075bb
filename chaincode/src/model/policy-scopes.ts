// SPDX-License-Identifier: Apache-2.0

import type { ProposalBody } from './proposal.js';

/**
 * The scopes whose policies may decide on a body, the most specific first: `chaincode:CHANNEL/NAME`, `channel:CHANNEL`,
 * `kind:KIND`, `default`. What changes the constitution, and what halts or resumes, have a scope of their own and inherit
 * from none: a lax default must not open the constitution.
 */
export function policyScopesOf(body: ProposalBody): readonly string[] {
  if (body.kind === 'governance' || body.kind === 'emergency') {
    return [body.kind];
  }
  return [
    ...('chaincodeName' in body ? [`chaincode:${body.channelID}/${body.chaincodeName}`] : []),
    `channel:${body.channelID}`,
    `kind:${body.kind}`,
    'default',
  ];
}

/** The scopes that hold where one does not, beginning with itself; a chaincode is there to be deployed. */
export function policyScopesFrom(scope: string): readonly string[] {
  const chaincode = /^chaincode:([^/]+)\//.exec(scope);
  if (chaincode !== null) {
    return [scope, `channel:${chaincode[1] ?? ''}`, 'kind:deploy-chaincode', 'default'];
  }
  return scope === 'governance' || scope === 'emergency' ? [scope] : [scope, 'default'];
}
