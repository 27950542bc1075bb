// SPDX-License-Identifier: Apache-2.0

import type { OpsClient } from '@opssc/chaincode/model';
import type { ChannelConfig } from '@opssc/configtx';
import type { OnSideEffect } from '../side-effect.js';

export interface AttestOptions {
  readonly ops: OpsClient;
  readonly config: ChannelConfig;
  readonly onSideEffect: OnSideEffect;
}

/** Writes what the own peers have as a channel's configuration; the newest attestation replaces the one before it. */
export async function attestChannel({ ops, config, onSideEffect }: AttestOptions): Promise<void> {
  const { channelID, members, sequence } = config;
  await ops.attest({ channelID, members, configSequence: Number(sequence) });
  await onSideEffect('attest', channelID);
}
