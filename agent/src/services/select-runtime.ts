// SPDX-License-Identifier: Apache-2.0

import type { Deployment } from '../desired/deployment.js';
import type { AllowedChaincode, AllowedProcess } from './allowed-chaincode.js';

export type Runtime =
  | { readonly runtime: 'external' }
  | { readonly runtime: 'process'; readonly entry: AllowedProcess }
  | { readonly runtime: 'refused'; readonly reason: string };

/**
 * How the organization runs a deployment: by the entry of its configuration that names the chaincode and, for a process,
 * the digest that was voted on. A chaincode that no entry names is run by somebody else.
 */
export function selectRuntime(allowed: readonly AllowedChaincode[], deployment: Deployment): Runtime {
  const { channelID, definition, sourceDigest, id } = deployment;
  const entries = allowed.filter(
    ({ name, channel }) => name === definition.name && (channel === undefined || channel === channelID),
  );
  const processes = entries.filter((entry) => entry.runtime === 'process');
  if (processes.length === 0) {
    return { runtime: 'external' };
  }
  if (id === 'bootstrap') {
    // The organization's own configuration decides here, unless it is a version that was voted on later.
    const exact = processes.filter(({ digest }) => digest === sourceDigest);
    const fitting = sourceDigest === undefined ? processes : [...exact, ...processes.filter(isAnySource)];
    return chosen(fitting, `the configuration allows no process with the source digest ${String(sourceDigest)}`);
  }
  if (sourceDigest === undefined) {
    return entries.some(({ runtime }) => runtime === 'external')
      ? { runtime: 'external' }
      : {
          runtime: 'refused',
          reason: `the proposal names no source digest, so ${definition.name} is not started here`,
        };
  }
  return chosen(
    processes.filter(({ digest }) => digest === sourceDigest),
    `this organization does not allow ${definition.name} with the source digest ${sourceDigest}`,
  );
}

function isAnySource({ digest }: AllowedProcess): boolean {
  return digest === undefined;
}

function chosen([entry]: readonly AllowedProcess[], reason: string): Runtime {
  return entry === undefined ? { runtime: 'refused', reason } : { runtime: 'process', entry };
}
