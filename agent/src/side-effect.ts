// SPDX-License-Identifier: Apache-2.0

/** What the agent changes outside of its own memory. */
export type SideEffect =
  | 'install'
  | 'approve'
  | 'commit'
  | 'sign'
  | 'broadcast'
  | 'join'
  | 'receipt'
  | 'outcome'
  | 'attest'
  | 'enact'
  | 'propose'
  | 'process-start'
  | 'process-stop'
  | 'checkpoint';

/**
 * Called and awaited right after each side effect. A test stops the process here to see that a restart ends in the
 * same state.
 */
export type OnSideEffect = (effect: SideEffect, detail: string) => Promise<void> | void;
