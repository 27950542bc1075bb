// SPDX-License-Identifier: Apache-2.0

/**
 * What is behind a package's connection, as seen from this organization.
 *
 * - `answers`: it takes connections.
 * - `silent`: it does not, and somebody else is responsible for it (runtime `external`).
 * - `stopped`: the agent may start it, and has not.
 * - `starting`: the agent has started it, and it takes no connections yet, or it ended and will be started again.
 * - `deferred`: it needs the address of the version before it, so it is started when that one has served its time.
 * - `refused`: the organization does not allow it to run.
 */
export type ServiceState =
  | { readonly state: 'answers' | 'stopped' | 'deferred'; readonly address: string }
  | { readonly state: 'silent' | 'starting'; readonly address: string; readonly reason: string }
  | { readonly state: 'refused'; readonly reason: string };
