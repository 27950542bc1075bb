// SPDX-License-Identifier: Apache-2.0

import type { CommittedDefinition } from './definition.js';
import { readDefinition } from './definition-of.js';
import type { LifecycleState } from './lifecycle-state.js';
import { definitions, metadataKey } from './state-layout.js';

/** All definitions that the channel has committed, ascending by name. */
export function committedDefinitions(state: Pick<LifecycleState, 'get' | 'keysWithPrefix'>): CommittedDefinition[] {
  const prefix = metadataKey(definitions, '');
  return state.keysWithPrefix(prefix).flatMap((key) => {
    const definition = readDefinition((field) => state.get(field), key.slice(prefix.length));
    return definition ?? [];
  });
}
