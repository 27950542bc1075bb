// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity, newGatewayConnection } from '@opssc/fabric-admin';
import type { Consortium } from '@opssc/scripts/consortium/consortium';
import { readFile } from 'node:fs/promises';
import { waitFor } from '@opssc/scripts/consortium/wait-for';

/** Notes when each peer has committed each block, so that nothing has to be asked while the time is taken. */
export interface BlockClock {
  /** On the clock of `performance.now()`: when the last of the peers had the block. */
  committedEverywhere(block: bigint): Promise<number>;
  /** The number of the newest block that any of the peers has. */
  newest(): bigint;
  close(): void;
}

/** Follows one channel's filtered blocks at every peer: a peer sends a block once it has committed it. */
export async function startBlockClock(consortium: Consortium, channelID: string): Promise<BlockClock> {
  const peers = consortium.organizations.flatMap(({ admin, peers }) => peers.map((peer) => ({ admin, peer })));
  const followed = await Promise.all(
    peers.map(async ({ admin, peer: { name, address, tlsRootCertFile } }) => {
      const gateway = newGatewayConnection({
        identity: await newFileSigningIdentity(admin),
        peers: [{ name, address, tlsRootCerts: await readFile(tlsRootCertFile) }],
      });
      const arrivals = new Map<bigint, number>();
      const blocks = await gateway.filteredBlocks(channelID, {});
      const follow = async (): Promise<void> => {
        for await (const block of blocks) {
          arrivals.set(BigInt(block.getNumber()), performance.now());
        }
      };
      // Ends with an error when the connection is closed; blocks that are missing then are missed by whoever waits.
      follow().catch(() => undefined);
      return { gateway, arrivals };
    }),
  );
  return {
    async committedEverywhere(block) {
      await waitFor(() => Promise.resolve(followed.every(({ arrivals }) => arrivals.has(block))), {
        what: `block ${String(block)} of ${channelID} at every peer`,
      });
      return Math.max(...followed.map(({ arrivals }) => arrivals.get(block) ?? Infinity));
    },
    newest() {
      return followed
        .flatMap(({ arrivals }) => [...arrivals.keys()])
        .reduce((newest, number) => (number > newest ? number : newest), 0n);
    },
    close() {
      for (const { gateway } of followed) {
        gateway.close();
      }
    },
  };
}
