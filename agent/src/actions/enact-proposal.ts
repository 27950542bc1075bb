// SPDX-License-Identifier: Apache-2.0

import type { OpsClient } from '@opssc/chaincode/model';
import type { OnSideEffect } from '../side-effect.js';

export interface EnactOptions {
  readonly ops: OpsClient;
  readonly proposalID: string;
  readonly onSideEffect: OnSideEffect;
}

/** Puts a decided proposal into force on the ledger. Enacting it again changes nothing. */
export async function enactProposal({ ops, proposalID, onSideEffect }: EnactOptions): Promise<void> {
  await ops.enact(proposalID);
  await onSideEffect('enact', proposalID);
}
