// SPDX-License-Identifier: Apache-2.0

import type { ValidIdentity } from '../policy-evaluation.js';
import type { ChannelResources } from './channel-resources.js';
import type { ApplyUpdateOptions } from './apply-update.js';
import { modPolicyPath } from './mod-policy.js';
import { refusal } from './refusal.js';

/** Lets those who have signed change the elements whose modification policies they satisfy. */
export function authorizer(
  { policies }: Pick<ChannelResources, 'policies'>,
  identities: readonly ValidIdentity[],
): ApplyUpdateOptions['authorize'] {
  return (existing, name) => {
    const policy = policies.get(modPolicyPath(existing) ?? '');
    if (!policy) {
      throw refusal(`unexpected missing policy ${existing.message.getModPolicy()} for item ${name}`);
    }
    const reason = policy(identities);
    if (reason !== undefined) {
      throw refusal(`policy for ${name} not satisfied: ${reason}`);
    }
  };
}
