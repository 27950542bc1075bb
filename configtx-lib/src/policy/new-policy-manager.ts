// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { MspManager, PolicyManager } from '../policy-evaluation.js';
import { policyTree } from './policy-tree.js';
import { validIdentities } from './valid-identities.js';

const rootPath = 'Channel';

/**
 * The policies of a channel configuration.
 *
 * @throws ConfigTxError `INVALID_CONFIG`
 */
export function newPolicyManager(channelGroup: common.ConfigGroup, msps: MspManager): PolicyManager {
  const policies = policyTree({ group: channelGroup, path: rootPath, msps });
  return {
    evaluate: (path, signatures) => {
      const relativePath = relativePathOf(path);
      const policy = policies.get(relativePath);
      return policy ? policy(validIdentities(signatures, msps)) : `no such policy: '${relativePath}'`;
    },
    has: (path) => policies.has(relativePathOf(path)),
  };
}

/** Absolute paths begin with the channel group: `/Channel/Application/Writers`. Others begin below it. */
function relativePathOf(path: string): string {
  const prefix = `/${rootPath}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
