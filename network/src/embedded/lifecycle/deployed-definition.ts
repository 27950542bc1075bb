// SPDX-License-Identifier: Apache-2.0

import type { Simulator } from '../ledger/ledger.js';
import { readDefinition } from './definition-of.js';
import type { CommittedDefinition } from './definition.js';
import { lifecycleNamespace } from './state-layout.js';

/**
 * The committed definition that a new one follows. Where there is none, a Fabric peer looks for a chaincode of the
 * lifecycle before 2.0 (`lscc`), which this network never has: the read is part of what is endorsed all the same.
 */
export function deployedDefinition(simulator: Simulator, name: string): CommittedDefinition | undefined {
  const definition = readDefinition((key) => simulator.getState(lifecycleNamespace, key), name);
  if (!definition) {
    simulator.getState('lscc', name);
  }
  return definition;
}
