// SPDX-License-Identifier: Apache-2.0

import { newConfigUpdateTransaction } from '@opssc/configtx';
import { newFileSigningIdentity, newOrderingClient, serializeIdentity } from '@opssc/fabric-admin';
import type { Consortium } from '@opssc/scripts/consortium/consortium';
import type { common } from '@hyperledger/fabric-protos';
import { readFile } from 'node:fs/promises';

export interface SubmitUpdateOptions {
  readonly consortium: Consortium;
  readonly channelID: string;
  /** With its signatures. */
  readonly envelope: common.ConfigUpdateEnvelope;
}

/** Sends a channel's update to the ordering service as the first organization's admin. */
export async function submitUpdate({ consortium, channelID, envelope }: SubmitUpdateOptions): Promise<void> {
  const identity = await newFileSigningIdentity(consortium.organization('org1').admin);
  const ordering = newOrderingClient({
    identity,
    endpoints: await Promise.all(
      consortium.network.orderers.map(async ({ name, address, tlsRootCertFile }) => ({
        name,
        address,
        tlsRootCerts: await readFile(tlsRootCertFile),
      })),
    ),
  });
  try {
    await ordering.broadcast(
      await newConfigUpdateTransaction({
        channelID,
        envelope,
        signer: { creator: serializeIdentity(identity), sign: (message) => identity.sign(message) },
        timestamp: new Date(),
      }),
    );
  } finally {
    ordering.close();
  }
}
