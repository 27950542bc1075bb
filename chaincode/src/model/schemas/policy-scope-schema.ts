// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { proposalKinds } from '../proposal-kinds.js';
import { channelIDSchema, chaincodeNameSchema } from './fabric-name-schemas.js';

const form = 'must be default, governance, emergency, kind:KIND, channel:CHANNEL or chaincode:CHANNEL/NAME';

/** These two have scopes of their own. */
const scopedKinds = proposalKinds.filter((kind) => kind !== 'governance' && kind !== 'emergency');

/** What a policy of the constitution is for, see `policyScopesOf`. */
export const policyScopeSchema = z
  .string()
  .max(330, 'must have at most 330 characters')
  .regex(/^(default|governance|emergency|kind:[^/]+|channel:[^/]+|chaincode:[^/]+\/[^/]+)$/, form)
  .superRefine((scope, context) => {
    const message = mistakeIn(scope);
    if (message !== undefined) {
      context.addIssue({ code: 'custom', message });
    }
  });

function mistakeIn(scope: string): string | undefined {
  const [type, name = ''] = scope.split(':', 2);
  if (type === 'kind') {
    return scopedKinds.some((kind) => kind === name) ? undefined : `must name one of ${scopedKinds.join(', ')}`;
  }
  if (type === 'channel' || type === 'chaincode') {
    const [channelID, chaincodeName] = name.split('/', 2);
    if (!channelIDSchema.safeParse(channelID).success) {
      return 'must name a channel as Fabric allows it';
    }
    return type === 'chaincode' && !chaincodeNameSchema.safeParse(chaincodeName).success
      ? 'must name a chaincode as Fabric allows it'
      : undefined;
  }
  return undefined;
}
