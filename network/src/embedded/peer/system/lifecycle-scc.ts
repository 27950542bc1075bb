// SPDX-License-Identifier: Apache-2.0

import type { ChannelLedger, PackageStore } from '../../ledger/ledger.js';
import { lifecycleChaincode } from '../../lifecycle/lifecycle-chaincode.js';
import type { AccessControl } from '../access-control.js';
import { failure } from './response.js';
import { argumentText, type PeerSystemChaincode } from './system-chaincode-call.js';

export interface LifecycleSccOptions {
  readonly access: AccessControl;
  readonly mspID: string;
  readonly packages: PackageStore;
  readonly channels: () => Iterable<ChannelLedger>;
}

/** `_lifecycle` behind its access control. */
export function newLifecycleScc({ access, mspID, packages, channels }: LifecycleSccOptions): PeerSystemChaincode {
  return async (args, { channelID, channel, simulator, creator }) => {
    if (args.length !== 2) {
      return failure(
        args.length === 0
          ? 'lifecycle scc must be invoked with arguments'
          : `lifecycle scc operations require exactly two arguments but received ${args.length}`,
      );
    }
    const denied = access.check(`_lifecycle/${argumentText(args, 0)}`, channelID, creator);
    if (denied !== undefined) {
      return failure(`Failed to authorize invocation due to failed ACL check: ${denied}`);
    }
    return await lifecycleChaincode({ args, channel, simulator, mspID, packages, channels });
  };
}
