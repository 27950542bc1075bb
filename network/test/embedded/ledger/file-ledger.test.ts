// SPDX-License-Identifier: Apache-2.0

import { appendFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { blockHeaderHash } from '@opssc/configtx';
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { createLedger } from '../../../src/embedded/ledger/create-ledger.js';
import type { ChannelLedger, CommittedBlock, Simulator } from '../../../src/embedded/ledger/ledger.js';
import { openLedger } from '../../../src/embedded/ledger/open-ledger.js';
import { TestChannel } from '../fixture.js';
import { blockAfter } from '../test-blocks.js';
import { transactionIDOf } from '../test-envelopes.js';

const { ENDORSEMENT_POLICY_FAILURE, VALID } = peer.TxValidationCode;

describe('a ledger', () => {
  let channel: TestChannel;

  beforeEach(async () => {
    channel = await TestChannel.create(1);
    await channel.deploy({ name: 'basic' });
  });

  afterEach(() => channel.dispose());

  const put =
    (key: string, value: string) =>
    (simulator: Simulator): void => {
      simulator.putState('basic', key, Buffer.from(value));
    };

  it('begins with the genesis block', async () => {
    const ledger = await openedAnew();
    const genesis = ledger.getBlock(0n);

    expect(genesis?.getHeader()?.serializeBinary()).to.deep.equal(channel.genesisBlock.getHeader()?.serializeBinary());
    expect(ledger.bundle.msps.mspIDs).to.include('Org1MSP');
    expect(ledger.lastConfigBlock.getHeader()?.getNumber()).to.equal(0);
  });

  it('chains its blocks', () => {
    const ledger = channel.ledger();
    const header = ledger.getBlock(ledger.height - 1n)?.getHeader();
    if (!header) {
      throw new Error('no last block');
    }

    expect(hex(blockHeaderHash(header))).to.equal(hex(ledger.currentBlockHash));
    expect(hex(header.getPreviousHash_asU8())).to.equal(hex(ledger.previousBlockHash));
    expect(ledger.getBlockByHash(ledger.currentBlockHash)?.getHeader()?.getNumber()).to.equal(header.getNumber());
    expect(ledger.getBlockByHash(Buffer.alloc(32))).to.equal(undefined);
    expect(ledger.getBlock(ledger.height)).to.equal(undefined);
  });

  it('finds transactions with their verdicts', async () => {
    const nonces = [Buffer.alloc(24, 1), Buffer.alloc(24, 2)] as const;
    await channel.commit(
      await channel.simulated(put('a', '1'), { nonce: nonces[0] }),
      await channel.simulated(put('b', '1'), { nonce: nonces[1], endorsers: [] }),
    );
    const [valid, invalid] = nonces.map((nonce) =>
      channel.ledger().getTransaction(transactionIDOf(nonce, channel.organization(1).user)),
    );

    const block = channel.ledger().height - 1n;
    expect(valid).to.include({ validationCode: VALID, block, index: 0 });
    expect(invalid).to.include({ validationCode: ENDORSEMENT_POLICY_FAILURE, block, index: 1 });
    expect(valid?.envelope.getSignature_asU8()).not.to.have.length(0);
    expect(channel.ledger().getTransaction('none')).to.equal(undefined);
  });

  it("tells a key's history, newest first", async () => {
    await channel.commit(await channel.simulated(put('told', 'first')), await channel.simulated(put('untold', 'x')));
    await channel.commit(await channel.simulated(put('told', 'second')));
    await channel.commit(
      await channel.simulated((simulator) => {
        simulator.deleteState('basic', 'told');
      }),
    );

    const history = Array.from(channel.ledger().history('basic', 'told'), ({ value, isDelete, timestamp }) => ({
      value: Buffer.from(value).toString(),
      isDelete,
      isRecent: Math.abs(timestamp.getTime() - Date.now()) < 3_600_000,
    }));
    expect(history).to.deep.equal([
      { value: '', isDelete: true, isRecent: true },
      { value: 'second', isDelete: false, isRecent: true },
      { value: 'first', isDelete: false, isRecent: true },
    ]);
  });

  it('tells listeners of every block until they leave', async () => {
    const seen: CommittedBlock[] = [];
    const leave = channel.ledger().onCommit((block) => seen.push(block));
    const event = new peer.ChaincodeEvent();
    event.setChaincodeId('basic');
    event.setEventName('happened');
    await channel.commit(
      await channel.simulated(put('a', '1'), { event }),
      await channel.transaction({ event, endorsers: [] }),
    );
    leave();
    await channel.commit(await channel.simulated(put('a', '2')));

    expect(seen).to.have.length(1);
    expect(seen[0]?.number).to.equal(channel.ledger().height - 2n);
    expect(seen[0]?.transactions[0]?.chaincodeEvent?.getEventName()).to.equal('happened');
    expect(seen[0]?.transactions[0]?.type).to.equal(common.HeaderType.ENDORSER_TRANSACTION);
    expect(seen[0]?.transactions[1]).not.to.have.property('chaincodeEvent');
  });

  it('commits blocks in the order in which they are handed over', async () => {
    const blocks = [
      channel.nextBlock([await channel.simulated(put('k', '1'))]),
      channel.nextBlock([await channel.simulated(put('k', '2'))]),
      channel.nextBlock([await channel.simulated(put('k', '3'))]),
    ];
    await Promise.all(blocks.map((block) => channel.ledger().commit(block)));

    expect(valueOf(channel.ledger(), 'k')).to.equal('3');
  });

  it('leaves the block that it is given as it is: other peers have it too', async () => {
    const block = channel.nextBlock([await channel.simulated(put('k', '1'))]);
    const before = hex(block.serializeBinary());
    await channel.ledger().commit(block);

    expect(hex(block.serializeBinary())).to.equal(before);
  });

  const refused = [
    {
      reason: 'a block that it has',
      block: () => channel.ledger().getBlock(1n),
      message: /expected block 3, got block 1/,
    },
    {
      reason: 'a block that skips one',
      block: () => blockAfter(blockAfter(lastBlock(), []), []),
      message: /expected block 3, got block 4/,
    },
    {
      reason: 'a block that follows from another',
      block: () => {
        const block = blockAfter(lastBlock(), []);
        block.getHeader()?.setPreviousHash(Buffer.alloc(32));
        return block;
      },
      message: /does not follow from the last block/,
    },
    {
      reason: 'a block whose data is not what its header says',
      block: () => {
        const block = blockAfter(lastBlock(), []);
        block.getData()?.addData(Buffer.from('more'));
        return block;
      },
      message: /another data hash than its data/,
    },
  ];
  for (const { reason, block, message } of refused) {
    it(`refuses ${reason}, and goes on`, async () => {
      const refusedBlock = block();
      const error = await failureOf(channel.ledger().commit(refusedBlock ?? new common.Block()));

      expect(error).to.match(message);
      expect(channel.ledger().height).to.equal(3n);
      expect(await channel.commit(await channel.simulated(put('k', '1')))).to.deep.equal([VALID]);
    });
  }

  it('is created once, for the channel of its block', async () => {
    const options = { dir: channel.ledgerDir(), mspID: 'Org1MSP', privateData: channel.exchange };
    await channel.closeLedger();

    expect(await failureOf(createLedger({ ...options, channelID: 'mychannel' }, channel.genesisBlock))).to.match(
      /ledger \[mychannel\] already exists/,
    );
    expect(await failureOf(createLedger({ ...options, channelID: 'other' }, channel.genesisBlock))).to.match(
      /block is of channel \[mychannel\], not \[other\]/,
    );
    expect(
      await failureOf(openLedger({ ...options, dir: join(channel.dir, 'none'), channelID: 'mychannel' })),
    ).to.match(/ledger \[mychannel\] does not exist/);
  });

  describe('opened again', () => {
    it('has the state, the history and the indexes that it had', async () => {
      await channel.commit(await channel.simulated(put('k', '1')), await channel.transaction({ endorsers: [] }));
      await channel.commit(
        await channel.simulated((simulator) => {
          simulator.putState('basic', 'k', Buffer.from('2'));
          simulator.putStateMetadata('basic', 'k', 'name', Buffer.from('meta'));
          simulator.deleteState('basic', 'gone');
        }),
      );
      const before = describeLedger(channel.ledger());
      const after = describeLedger(await channel.reopenLedger());

      expect(after).to.deep.equal(before);
      expect(before.state).to.have.length.above(5);
    });

    it('goes on where it stopped', async () => {
      await channel.reopenLedger();

      expect(await channel.commit(await channel.simulated(put('k', '1')))).to.deep.equal([VALID]);
      expect(valueOf(channel.ledger(), 'k')).to.equal('1');
    });

    it('forgets a block that was being written when the process died, and takes it again', async () => {
      await channel.commit(await channel.simulated(put('k', '1')));
      const block = channel.nextBlock([await channel.simulated(put('k', '2'))]);
      await channel.ledger().commit(block);
      await channel.closeLedger();
      const file = join(channel.ledgerDir(), 'blocks');
      await truncate(file, (await readFile(file)).length - 7);
      const ledger = await channel.openLedger();

      expect(ledger.height).to.equal(4n);
      expect(valueOf(ledger, 'k')).to.equal('1');
      await ledger.commit(block);
      expect(valueOf(ledger, 'k')).to.equal('2');
    });

    it('does not mind a beginning of a block behind the last', async () => {
      const before = describeLedger(channel.ledger());
      await channel.closeLedger();
      await appendFile(join(channel.ledgerDir(), 'blocks'), Buffer.from([0, 0, 4, 0, 1, 2, 3, 4, 5, 6]));

      expect(describeLedger(await channel.openLedger())).to.deep.equal(before);
    });
  });

  const lastBlock = (): common.Block => {
    const { height } = channel.ledger();
    return channel.ledger().getBlock(height - 1n) ?? new common.Block();
  };

  const openedAnew = (): Promise<ChannelLedger> => channel.reopenLedger();
});

function describeLedger(ledger: ChannelLedger) {
  const { height } = ledger;
  const spaces = ['basic', '_lifecycle'];
  return {
    height,
    hash: hex(ledger.currentBlockHash),
    previous: hex(ledger.previousBlockHash),
    sequence: ledger.bundle.sequence,
    state: spaces.flatMap((namespace) =>
      Array.from(ledger.state.range(namespace, '', ''), (entry) => ({
        key: entry.key,
        value: hex(entry.value),
        version: entry.version,
        metadata: [...(entry.metadata ?? [])].map(([name, value]) => `${name}=${hex(value)}`),
      })),
    ),
    history: Array.from(ledger.history('basic', 'k'), ({ transactionID }) => transactionID),
  };
}

function valueOf(ledger: ChannelLedger, key: string): string {
  return Buffer.from(ledger.state.get('basic', key)?.value ?? '').toString();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('it succeeded');
}
