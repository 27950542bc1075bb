// SPDX-License-Identifier: Apache-2.0

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { configFromBlock } from '@opssc/configtx';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { createLedger } from '../../../src/embedded/ledger/create-ledger.js';
import type { ChannelLedger } from '../../../src/embedded/ledger/ledger.js';
import { newPrivateDataExchange } from '../../../src/embedded/ledger/private-data-exchange.js';
import { decodeEndorsedAction, decodeTransaction } from '../../../src/embedded/ledger/transaction-parts.js';
import { lastConfigBlockNumber } from '../../../src/embedded/orderer/last-config-block-number.js';
import { lifecycleChaincode } from '../../../src/embedded/lifecycle/lifecycle-chaincode.js';
import { blockSignatures } from '../nodes/support/block-signatures.js';

const { COMMIT_HASH, TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
const { ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT, VALID } = peer.TxValidationCode;

/** Blocks that real Fabric peers have validated and committed. */
describe('a channel of Fabric 3.1', () => {
  const mspIDs = ['Org1MSP', 'Org2MSP'];
  const exchange = newPrivateDataExchange();
  const ledgers = new Map<string, ChannelLedger>();
  let dir: string;
  let blocks: common.Block[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'fabric-channel-'));
    blocks = await readBlocks('fabric-channel.blocks.gz');
    for (const mspID of mspIDs) {
      const options = { dir: join(dir, mspID), channelID: 'mychannel', mspID, privateData: exchange };
      ledgers.set(mspID, await createLedger(options, blocks[0] ?? new common.Block()));
    }
  });

  afterEach(async () => {
    await Promise.all([...ledgers.values()].map((ledger) => ledger.close()));
    await rm(dir, { recursive: true });
  });

  it('gets the verdicts and the commit hashes that its peers recorded', async () => {
    const seen = new Set<number>();
    for (const block of blocks.slice(1)) {
      const { block: committed } = await ledgerOf('Org1MSP').commit(withoutPeerMetadata(block));

      const recorded = metadataOf(block, TRANSACTIONS_FILTER);
      recorded.forEach((code) => seen.add(code));
      expect([...metadataOf(committed, TRANSACTIONS_FILTER)]).to.deep.equal([...recorded]);
      expect(hex(metadataOf(committed, COMMIT_HASH))).to.equal(hex(metadataOf(block, COMMIT_HASH)));
    }

    const expected = [VALID, ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT];
    expect([...seen].sort((a, b) => a - b)).to.deep.equal(expected);
  });

  it('gets the read-write sets of its lifecycle transactions when they are simulated again', async () => {
    let simulated = 0;
    for (const block of blocks.slice(1)) {
      for (const call of callsIn(block).filter(({ chaincode }) => chaincode === '_lifecycle')) {
        const channel = ledgerOf(call.endorser);
        const simulator = channel.newSimulator(call.transactionID);
        const packages = { install: unused, list: () => [], get: unused, connection: unused };
        const { args, endorser: mspID } = call;
        const response = await lifecycleChaincode({ args, channel, simulator, mspID, packages });
        const { publicResults, privateResults } = simulator.results();

        expect(response.getStatus()).to.equal(200);
        expect(hex(publicResults)).to.equal(hex(call.results));
        if (privateResults) {
          exchange.put(channel.channelID, call.transactionID, privateResults);
        }
        simulated++;
      }
      await Promise.all([...ledgers.values()].map((ledger) => ledger.commit(block)));
    }

    expect(simulated).to.equal(14);
  });

  function ledgerOf(mspID: string): ChannelLedger {
    const ledger = ledgers.get(mspID);
    if (!ledger) {
      throw new Error(`no ledger of ${mspID}`);
    }
    return ledger;
  }
});

/** Blocks that real Fabric peers have committed while the configuration changed. */
describe('a channel of Fabric 3.1 with configuration updates', () => {
  let dir: string;
  let ledger: ChannelLedger;
  let blocks: common.Block[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'fabric-config-channel-'));
    blocks = await readBlocks('fabric-config-channel.blocks.gz');
    const options = { dir, channelID: 'mychannel', mspID: 'Org1MSP', privateData: newPrivateDataExchange() };
    ledger = await createLedger(options, blocks[0] ?? new common.Block());
  });

  afterEach(async () => {
    await ledger.close();
    await rm(dir, { recursive: true });
  });

  it('gets the verdicts and the commit hashes that its peers recorded, and its configurations', async () => {
    const members: (readonly string[])[] = [ledger.bundle.msps.mspIDs];
    for (const block of blocks.slice(1)) {
      const { sequence } = ledger.bundle;
      const { block: committed } = await ledger.commit(withoutPeerMetadata(block));

      expect([...metadataOf(committed, TRANSACTIONS_FILTER)]).to.deep.equal([
        ...metadataOf(block, TRANSACTIONS_FILTER),
      ]);
      expect(hex(metadataOf(committed, COMMIT_HASH))).to.equal(hex(metadataOf(block, COMMIT_HASH)));
      if (ledger.bundle.sequence > sequence) {
        members.push(ledger.bundle.msps.mspIDs);
      }
    }

    expect(ledger.bundle.sequence).to.equal(8n);
    const [two, three] = [
      ['OrdererMSP', 'Org1MSP', 'Org2MSP'],
      ['OrdererMSP', 'Org1MSP', 'Org2MSP', 'Org3MSP'],
    ];
    expect(members).to.deep.equal([two, two, three, three, three, three, three, three, two]);
  });

  it('has signatures in each block that the configuration before it asks for', () => {
    let config = configFromBlock(blocks[0] ?? new common.Block()).config;
    for (const block of blocks.slice(1)) {
      expect(blockSignatures.evaluate(block, config)).to.equal(undefined);
      if (lastConfigBlockNumber(block) === BigInt(block.getHeader()?.getNumber() ?? 0)) {
        ({ config } = configFromBlock(block));
      }
    }
  });
});

async function readBlocks(name: string): Promise<common.Block[]> {
  const file = new URL(`../../../../test/embedded/ledger/golden/${name}`, import.meta.url);
  const bytes = gunzipSync(await readFile(file));
  const blocks: common.Block[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const end = offset + 4 + bytes.readUInt32BE(offset);
    blocks.push(common.Block.deserializeBinary(bytes.subarray(offset + 4, end)));
    offset = end;
  }
  return blocks;
}

/** As the orderer cut it. */
function withoutPeerMetadata(block: common.Block): common.Block {
  const copy = block.clone();
  const metadata = metadataListOf(block).map((entry, index) =>
    index === TRANSACTIONS_FILTER || index === COMMIT_HASH ? new Uint8Array() : entry,
  );
  copy.getMetadata()?.setMetadataList(metadata);
  return copy;
}

interface Call {
  readonly transactionID: string;
  readonly chaincode: string;
  readonly args: readonly Uint8Array[];
  /** MSP ID of the first endorser. */
  readonly endorser: string;
  readonly results: Uint8Array;
}

function callsIn(block: common.Block): Call[] {
  return (block.getData()?.getDataList_asU8() ?? []).map((data) => {
    const { channelHeader, payload } = decodeTransaction(data);
    const action = decodeEndorsedAction(payload?.getData_asU8() ?? new Uint8Array());
    const chaincodeAction = peer.ChaincodeAction.deserializeBinary(action.chaincodeAction);
    const proposal = peer.ChaincodeProposalPayload.deserializeBinary(action.proposalPayload);
    const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
    const endorser = action.endorsements[0]?.getEndorser_asU8() ?? new Uint8Array();
    return {
      transactionID: channelHeader?.getTxId() ?? '',
      chaincode: chaincodeAction.getChaincodeId()?.getName() ?? '',
      args: spec?.getInput()?.getArgsList_asU8() ?? [],
      endorser: msp.SerializedIdentity.deserializeBinary(endorser).getMspid(),
      results: chaincodeAction.getResults_asU8(),
    };
  });
}

function metadataOf(block: common.Block, index: number): Uint8Array {
  return metadataListOf(block)[index] ?? new Uint8Array();
}

function metadataListOf(block: common.Block): Uint8Array[] {
  return block.getMetadata()?.getMetadataList_asU8() ?? [];
}

function unused(): never {
  throw new Error('packages play no part here');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
