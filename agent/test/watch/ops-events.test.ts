// SPDX-License-Identifier: Apache-2.0

import type { OpsEvent } from '@opssc/chaincode/model';
import type { ChaincodeEvent } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.js';
import type { OrganizationNodes } from '../../src/fabric/organization-nodes.js';
import { Conditions } from '../../src/health/conditions.js';
import { Checkpoint } from '../../src/watch/checkpoint.js';
import { followOpsEvents } from '../../src/watch/ops-events.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeOpsLedger } from '../support/fake-ops-ledger.js';
import { FakeOrganization } from '../support/fake-organization.js';
import { recordingLogger } from '../support/recording-logger.js';
import { temporaryDir } from '../support/temporary-dir.js';
import { until } from '../support/until.js';

function event(blockNumber: bigint, transactionId: string, payload: unknown, eventName = 'voted'): ChaincodeEvent {
  return {
    blockNumber,
    transactionId,
    chaincodeName: 'opssc',
    eventName,
    payload: new TextEncoder().encode(JSON.stringify(payload)),
  };
}

describe('followOpsEvents', () => {
  let file: string;
  let removeDir: () => Promise<void>;

  beforeEach(async () => {
    const { dir, remove } = await temporaryDir();
    file = join(dir, 'checkpoint.json');
    removeDir = remove;
  });

  afterEach(async () => {
    await removeDir();
  });

  /** Follows until so many events have been seen or skipped, and then ends. */
  async function follow(options: { readonly height: bigint; readonly events: readonly ChaincodeEvent[] }) {
    const channel = new FakeChannel(['Org1MSP']);
    const nodes = new FakeOrganization({ mspID: 'Org1MSP', channel, ops: new FakeOpsLedger() }).nodes();
    const stopping = new AbortController();
    const opened: unknown[] = [];
    const seen: OpsEvent[] = [];
    const checkpoint = await Checkpoint.open(file);
    const { logger } = recordingLogger();
    const following: OrganizationNodes = {
      ...nodes,
      peers: nodes.peers.map((peer) => ({
        ...peer,
        admin: {
          ...peer.admin,
          getChainInfo: () =>
            Promise.resolve({
              height: options.height,
              currentBlockHash: new Uint8Array(),
              previousBlockHash: new Uint8Array(),
            }),
        },
      })),
      gateway: {
        ...nodes.gateway,
        chaincodeEvents: (_channel, _name, from) => {
          opened.push(from);
          return Promise.resolve({
            close: () => undefined,
            [Symbol.dispose]: () => undefined,
            async *[Symbol.asyncIterator]() {
              yield* options.events;
              await new Promise((resolve) => {
                stopping.signal.addEventListener('abort', resolve);
              });
            },
          });
        },
      },
    };
    const done = followOpsEvents({
      nodes: following,
      channelID: 'ops-channel',
      chaincodeName: 'opssc',
      checkpoint,
      onEvent: (seenEvent) => {
        seen.push(seenEvent);
      },
      onSideEffect: () => undefined,
      conditions: new Conditions({ logger, now: () => 0 }),
      clock: systemClock,
      logger,
      signal: stopping.signal,
    });
    await until(() => opened.length > 0);
    await until(() => checkpoint.position?.transactionID === options.events.at(-1)?.transactionId);
    stopping.abort();
    await done;
    return { opened, seen };
  }

  it('begins with the next block without a checkpoint', async () => {
    const { opened } = await follow({ height: 7n, events: [event(7n, 'tx1', { type: 'voted', proposalID: 'p1' })] });
    expect(opened).to.deep.equal([{ startBlock: 7n }]);
  });

  it('goes on after the last event that it has handed on', async () => {
    await follow({ height: 7n, events: [event(7n, 'tx1', { type: 'voted', proposalID: 'p1' })] });
    const { opened, seen } = await follow({
      height: 9n,
      events: [event(8n, 'tx2', { type: 'voted', proposalID: 'p2' })],
    });
    expect(opened).to.deep.equal([{ startBlock: 7n, afterTransactionID: 'tx1' }]);
    expect(seen).to.deep.equal([{ type: 'voted', proposalID: 'p2' }]);
  });

  it('does not wait for a position beyond the ledger, which is one of another ledger', async () => {
    await follow({ height: 70n, events: [event(70n, 'tx1', { type: 'voted', proposalID: 'p1' })] });
    const { opened } = await follow({ height: 3n, events: [event(3n, 'tx9', { type: 'voted', proposalID: 'p1' })] });
    expect(opened).to.deep.equal([{ startBlock: 3n }]);
  });

  it('passes over events that it does not know', async () => {
    const { seen } = await follow({
      height: 1n,
      events: [
        event(1n, 'tx1', { type: 'danced' }, 'danced'),
        event(1n, 'tx2', 'noise'),
        event(1n, 'tx3', { type: 'proposed', proposalID: 'p1' }, 'proposed'),
      ],
    });
    expect(seen).to.deep.equal([{ type: 'proposed', proposalID: 'p1' }]);
  });
});
