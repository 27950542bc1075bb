// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { commitHash } from '../../../src/embedded/ledger/commit-hash.js';
import { hashKey } from '../../../src/embedded/ledger/hash-key.js';
import { stateSpace } from '../../../src/embedded/ledger/state-space.js';
import { StateUpdates } from '../../../src/embedded/ledger/state-updates.js';
import { TestChannel } from '../fixture.js';

const golden = JSON.parse(
  await readFile(new URL('../../../../test/embedded/ledger/golden/commit-hash.json', import.meta.url), 'utf8'),
) as Record<string, string>;

describe('commitHash', () => {
  it('is what Fabric computes of the same verdicts and writes', () => {
    const previous = createHash('sha256').update('previous').digest();
    const flags = Uint8Array.from([0, 11, 0, 254]);

    const hash = Buffer.from(commitHash({ previous, flags, updates: goldenUpdates() })).toString('hex');
    expect(hash).to.equal(golden['commitHash']);
  });

  it('goes from block to block, and on after the ledger is opened again', async () => {
    const channel = await TestChannel.create(2);
    await channel.deploy({ name: 'basic' });
    await channel.reopenLedger(1);
    await channel.commit(
      await channel.simulated((simulator) => {
        simulator.putState('basic', 'key', Buffer.from('value'));
      }),
    );
    const hashes = [1, 2].map((number) =>
      Array.from({ length: 4 }, (_, block) => {
        const metadata = channel.ledger(number).getBlock(BigInt(block))?.getMetadata()?.getMetadataList_asU8() ?? [];
        return Buffer.from(metadata[common.BlockMetadataIndex.COMMIT_HASH] ?? '').toString('hex');
      }),
    );
    await channel.dispose();

    expect(hashes[0]).to.deep.equal(hashes[1]);
    expect(hashes[0]?.[0]).to.equal('');
    expect(new Set(hashes[0]).size).to.equal(4);
  });
});

function goldenUpdates(): StateUpdates {
  const updates = new StateUpdates();
  const at = (transaction: number) => ({ block: 300n, transaction });
  const put = (space: string, key: string, value: string, transaction: number): void => {
    updates.put(space, key, { value: Buffer.from(value), version: at(transaction) });
  };
  const secrets = stateSpace.hashed('basic', 'secrets');
  put(stateSpace.hashed('onlyhashed', '_implicit_org_Org1MSP'), hashKey('p'), 'hash of p', 4);
  put('basic', 'b', 'value of b', 0);
  put('basic', 'a', 'value of a', 1);
  updates.delete('basic', 'gone', at(258));
  put('_lifecycle', 'key', 'x', 2);
  put(secrets, hashKey('z'), 'hash of z', 3);
  put(secrets, hashKey('a'), 'hash of a', 3);
  updates.delete(secrets, hashKey('d'), at(3));
  updates.delete(stateSpace.hashed('basic', 'others'), hashKey('expired'), at(5));
  return updates;
}
