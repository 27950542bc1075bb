// SPDX-License-Identifier: Apache-2.0

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BlockStore } from './block-store.js';
import { FileLedger } from './file-ledger.js';
import type { ChannelLedger, OpenLedgerOptions } from './ledger.js';
import { PrivateDataStore } from './private-data-store.js';

/**
 * Opens the ledger in `dir`, with the state that its blocks give.
 *
 * @throws Error when there is none.
 */
export async function openLedger(options: OpenLedgerOptions): Promise<ChannelLedger> {
  const ledger = await openFileLedger(options);
  if (ledger.height === 0n) {
    await ledger.close();
    throw new Error(`ledger [${options.channelID}] does not exist`);
  }
  await ledger.tidy();
  return ledger;
}

/** As {@link openLedger}, but without blocks it is empty. */
export async function openFileLedger(options: OpenLedgerOptions): Promise<FileLedger> {
  await mkdir(options.dir, { recursive: true });
  const fsync = options.fsync ?? false;
  const blocks = await BlockStore.open({ file: join(options.dir, 'blocks'), fsync });
  const privateStore = await PrivateDataStore.open({ file: join(options.dir, 'private-data'), fsync });
  return new FileLedger({ ...options, blocks, privateStore });
}
