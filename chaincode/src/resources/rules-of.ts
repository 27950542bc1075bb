// SPDX-License-Identifier: Apache-2.0

import type { ResourceKind } from '../model/index.js';
import { consortium } from './consortium.js';
import { credential } from './credential.js';
import { environment } from './environment.js';
import { membership } from './membership.js';
import { node } from './node.js';
import { organization } from './organization.js';
import type { ResourceRules, RulesFor } from './resource-rules.js';

/** Every kind of resource and its rules. */
const rules: { readonly [Kind in ResourceKind]: RulesFor<Kind> } = {
  organization,
  consortium,
  membership,
  environment,
  node,
  credential,
};

/** The rules of a kind. */
export function rulesOf(kind: ResourceKind): ResourceRules {
  return rules[kind];
}
