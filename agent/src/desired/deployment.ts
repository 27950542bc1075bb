// SPDX-License-Identifier: Apache-2.0

import type { LifecycleDefinition } from '@opssc/fabric-admin';

/** A chaincode definition that is to be on a channel, complete down to the bytes of its package. */
export interface Deployment {
  /** The proposal's ID; `bootstrap` for OpsSC itself. */
  readonly id: string;
  readonly channelID: string;
  readonly definition: LifecycleDefinition;
  readonly packageBytes: Uint8Array;
  readonly packageID: string;
  /** Of the service behind the package: `host:port`, perhaps with templates such as `{{.host}}`. */
  readonly addressTemplate: string;
  /** `sha256:HEX` of the source folder that was voted on; undefined: none was named. */
  readonly sourceDigest: string | undefined;
  /** MSP IDs of the organizations whose approvals are awaited before the commit. */
  readonly electorate: readonly string[];
}
