// SPDX-License-Identifier: Apache-2.0

import type { ConfigElement } from './config-map.js';
import { validateConfigID } from './config-id.js';
import { refusal, within } from './refusal.js';

const root = '/Channel';

/**
 * The policy that a change of an element has to satisfy, by its path from the channel group: `Application/Admins`
 * (configtx.policyForItem). A relative one is that of the element's group, for a group its own.
 *
 * @returns undefined if it can name no policy
 */
export function modPolicyPath({ kind, key, path, message }: ConfigElement): string | undefined {
  const modPolicy = message.getModPolicy();
  if (modPolicy === '') {
    return undefined;
  }
  if (modPolicy.startsWith('/')) {
    // As Fabric does: the character after the channel group's name is taken for a separator.
    return modPolicy.startsWith(root) ? modPolicy.slice(root.length + 1) : undefined;
  }
  const groups = [...path, ...(kind === 'Group' ? [key] : [])].slice(1);
  return [...groups, modPolicy].join('/');
}

/**
 * Checks a modification policy's form (configtx.validateModPolicy).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function validateModPolicy(modPolicy: string): void {
  if (modPolicy === '') {
    throw refusal('mod_policy not set');
  }
  const names = modPolicy.replace(/^\//, '').split('/');
  names.forEach((name, index) => {
    within(`path element at ${index} is invalid`, () => {
      validateConfigID(name);
    });
  });
}
