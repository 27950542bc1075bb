// SPDX-License-Identifier: Apache-2.0

import type { OpsEvent, ProposalFact } from '@opssc/chaincode/model';
import type { ChaincodeTransaction, ChaincodeWrite } from '@opssc/fabric-admin';
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

interface TransactionOptions {
  readonly name?: string;
  readonly writes?: readonly ChaincodeWrite[];
}

function transaction(
  blockNumber: bigint,
  payload: unknown,
  { name = 'voted', writes = [] }: TransactionOptions = {},
): ChaincodeTransaction {
  return {
    blockNumber,
    transactionID: 'f'.repeat(64),
    event: { name, payload: new TextEncoder().encode(JSON.stringify(payload)) },
    writes,
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
  async function follow(options: { readonly height: bigint; readonly transactions: readonly ChaincodeTransaction[] }) {
    const channel = new FakeChannel(['Org1MSP']);
    const nodes = new FakeOrganization({ mspID: 'Org1MSP', channel, ops: new FakeOpsLedger() }).nodes();
    const stopping = new AbortController();
    const opened: unknown[] = [];
    const seen: OpsEvent[] = [];
    const learned: ProposalFact[] = [];
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
        chaincodeTransactions: (_channel, _name, from) => {
          opened.push(from);
          return Promise.resolve({
            close: () => undefined,
            [Symbol.dispose]: () => undefined,
            async *[Symbol.asyncIterator]() {
              yield* options.transactions;
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
      onEvent: (event, facts) => {
        seen.push(event);
        learned.push(...facts);
      },
      onSideEffect: () => undefined,
      conditions: new Conditions({ logger, now: () => 0 }),
      clock: systemClock,
      logger,
      signal: stopping.signal,
    });
    await until(() => opened.length > 0);
    await until(() => checkpoint.blockNumber === options.transactions.at(-1)?.blockNumber);
    stopping.abort();
    await done;
    return { opened, seen, learned };
  }

  it('begins with the next block without a checkpoint', async () => {
    const { opened } = await follow({
      height: 7n,
      transactions: [transaction(7n, { type: 'voted', proposalID: 'p1' })],
    });
    expect(opened).to.deep.equal([{ startBlock: 7n }]);
  });

  it('goes on with the block of the last transaction that it has handed on', async () => {
    await follow({ height: 7n, transactions: [transaction(7n, { type: 'voted', proposalID: 'p1' })] });
    const { opened, seen } = await follow({
      height: 9n,
      transactions: [transaction(8n, { type: 'voted', proposalID: 'p2' })],
    });
    expect(opened).to.deep.equal([{ startBlock: 7n }]);
    expect(seen).to.deep.equal([{ type: 'voted', proposalID: 'p2' }]);
  });

  it('does not wait for a position beyond the ledger, which is one of another ledger', async () => {
    await follow({ height: 70n, transactions: [transaction(70n, { type: 'voted', proposalID: 'p1' })] });
    const { opened } = await follow({
      height: 3n,
      transactions: [transaction(3n, { type: 'voted', proposalID: 'p1' })],
    });
    expect(opened).to.deep.equal([{ startBlock: 3n }]);
  });

  it('passes over events that it does not know', async () => {
    const { seen } = await follow({
      height: 1n,
      transactions: [
        transaction(1n, { type: 'danced' }, { name: 'danced' }),
        transaction(1n, 'noise'),
        transaction(1n, { type: 'proposed', proposalID: 'p1' }, { name: 'proposed' }),
      ],
    });
    expect(seen).to.deep.equal([{ type: 'proposed', proposalID: 'p1' }]);
  });

  it('tells the facts about proposals that the transaction has written, and nothing else of it', async () => {
    const fact = { proposalID: 'p1', mspID: 'Org1MSP', status: 'agreed' };
    const value = new TextEncoder().encode(JSON.stringify(fact));
    const { learned } = await follow({
      height: 1n,
      transactions: [
        transaction(
          1n,
          { type: 'voted', proposalID: 'p1' },
          {
            writes: [
              { key: '\0vote\0p1\0Org1MSP\0', value },
              { key: '\0vote\0p1\0Org2MSP\0', value: undefined },
              { key: '\0listed\x001\0p1\0', value },
              { key: 'vote', value },
            ],
          },
        ),
      ],
    });
    expect(learned).to.deep.equal([{ type: 'vote', fact }]);
  });
});
