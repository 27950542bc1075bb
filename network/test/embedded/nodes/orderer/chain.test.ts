// SPDX-License-Identifier: Apache-2.0

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  applyOperations,
  computeUpdate,
  configUpdateBytes,
  newConfigUpdateEnvelope,
  newConfigUpdateTransaction,
  signConfigUpdate,
  type ChannelOperation,
} from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { BlockStore } from '../../../../src/embedded/ledger/block-store.js';
import { Chain } from '../../../../src/embedded/orderer/chain.js';
import type { OrderedMessage } from '../../../../src/embedded/orderer/ordered-message.js';
import { processConfigUpdate } from '../../../../src/embedded/orderer/process-config-update.js';
import { genesisBlock } from '../../test-blocks.js';
import { endorsedEnvelope } from '../../test-envelopes.js';
import { testOrganization, type TestIdentity, type TestOrganization } from '../../test-organization.js';

const channelID = 'mychannel';
/** Messages only come into a block when something cuts it. */
const patient: ChannelOperation = { operation: 'set-orderer', batchTimeout: 600_000 };

describe('Chain', () => {
  let dir: string;
  let chain: Chain;
  let orderer: TestOrganization;
  let members: readonly [TestOrganization, TestOrganization, TestOrganization];
  let isRunning: boolean;
  let log: string[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'chain-'));
    orderer = await testOrganization('OrdererMSP');
    members = [await testOrganization('Org1MSP'), await testOrganization('Org2MSP'), await testOrganization('Org3MSP')];
    isRunning = true;
    log = [];
    chain = await openChain();
  });

  afterEach(async () => {
    await chain.close();
    await rm(dir, { recursive: true });
  });

  async function openChain(): Promise<Chain> {
    const store = await BlockStore.open({ file: join(dir, 'blocks') });
    if (store.height === 0n) {
      await store.append(genesisBlock(channelID, members, orderer));
    }
    return new Chain({
      channelID,
      store,
      signerOf: () => (isRunning ? { identity: orderer.peer, consenterID: undefined } : undefined),
      now: () => new Date(),
      log: (line) => log.push(line),
    });
  }

  async function normal(creator: TestIdentity): Promise<OrderedMessage> {
    const envelope = await endorsedEnvelope({ channelID, creator, endorsers: [] });
    return { kind: 'normal', envelope, sequence: chain.sequence };
  }

  async function config(
    operation: ChannelOperation,
    ...admins: readonly [TestIdentity, ...TestIdentity[]]
  ): Promise<OrderedMessage> {
    const { state, sequence } = chain;
    const change = computeUpdate({
      channelID,
      original: state.config,
      updated: applyOperations(state.config, [operation]),
    });
    if (!change) {
      throw new Error('nothing changes');
    }
    const bytes = configUpdateBytes(change);
    const signatures = await Promise.all(admins.map((admin) => signConfigUpdate(bytes, admin)));
    const update = await newConfigUpdateTransaction({
      channelID,
      envelope: newConfigUpdateEnvelope(bytes, signatures),
      signer: admins[0],
      timestamp: new Date(),
    });
    const signer = orderer.peer;
    const envelope = await processConfigUpdate({ update, state, signer, isRunning: () => true, now: new Date() });
    return { kind: 'config', envelope, update, signer, sequence };
  }

  async function reached(height: bigint): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = chain.onBlock(() => {
        if (chain.height >= height) {
          stop();
          resolve();
        }
      });
      if (chain.height >= height) {
        stop();
        resolve();
      }
    });
  }

  /** Of each transaction of a block. */
  function typesIn(number: bigint): number[] {
    return (chain.getBlock(number)?.getData()?.getDataList_asU8() ?? []).map((data) => {
      const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(data).getPayload_asU8());
      const header = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
      return common.ChannelHeader.deserializeBinary(header).getType();
    });
  }

  const { CONFIG, ENDORSER_TRANSACTION } = common.HeaderType;
  const admins = (): [TestIdentity, TestIdentity] => [members[0].admin, members[1].admin];

  it('cuts what is pending before a configuration, which has a block of its own', async () => {
    chain.order(await config(patient, orderer.admin));
    await reached(2n);
    const messages = [await normal(members[0].user), await normal(members[1].user)];
    const change = await config({ operation: 'set-orderer', batchSize: { maxMessageCount: 3 } }, orderer.admin);
    [...messages, change].forEach((message) => {
      chain.order(message);
    });
    await reached(4n);
    expect([1n, 2n, 3n].map(typesIn)).to.deep.equal([[CONFIG], [ENDORSER_TRANSACTION, ENDORSER_TRANSACTION], [CONFIG]]);
    expect(chain.config.batchSize.maxMessageCount).to.equal(3);
  });

  it('checks messages again that were taken under the configuration before', async () => {
    const removal = await config({ operation: 'remove-organization', name: 'Org3' }, ...admins());
    const [late, fine] = [await normal(members[2].user), await normal(members[0].user)];
    [removal, late, fine].forEach((message) => {
      chain.order(message);
    });
    await reached(3n);
    expect([1n, 2n].map(typesIn)).to.deep.equal([[CONFIG], [ENDORSER_TRANSACTION]]);
    expect(log).to.have.lengthOf(1);
    expect(log[0]).to.match(/^mychannel: bad normal message: .*: permission denied$/);
  });

  it('makes a configuration again from its update when another came before it', async () => {
    const first = await config({ operation: 'set-orderer', batchSize: { maxMessageCount: 3 } }, orderer.admin);
    const second = await config({ operation: 'set-orderer', batchTimeout: 77 }, orderer.admin);
    const conflicting = await config({ operation: 'set-orderer', batchSize: { maxMessageCount: 4 } }, orderer.admin);
    [first, second, conflicting].forEach((message) => {
      chain.order(message);
    });
    await reached(3n);
    await chain.close();
    chain = await openChain();
    expect(chain.sequence).to.equal(2n);
    expect(chain.config).to.include({ batchTimeout: 77 });
    expect(chain.config.batchSize.maxMessageCount).to.equal(3);
    expect(log.join('\n')).to.match(/^mychannel: bad config message: error applying config update/);
  });

  it('keeps messages until there is a quorum for the new configuration', async () => {
    const stop = chain.onBlock(() => {
      isRunning = false;
      stop();
    });
    const change = await config({ operation: 'set-orderer', batchSize: { maxMessageCount: 1 } }, orderer.admin);
    const message = await normal(members[0].user);
    chain.order(change);
    chain.order(message);
    await reached(2n);
    chain.resume();
    expect(chain.height).to.equal(2n);
    isRunning = true;
    chain.resume();
    await reached(3n);
    expect(typesIn(2n)).to.deep.equal([ENDORSER_TRANSACTION]);
  });

  it('has the configuration of its newest block again after a restart', async () => {
    chain.order(await config({ operation: 'remove-organization', name: 'Org3' }, ...admins()));
    await reached(2n);
    await chain.close();
    chain = await openChain();
    expect(chain.sequence).to.equal(1n);
    expect(chain.state.block).to.equal(1n);
    expect(chain.state.bundle.msps.mspIDs).to.not.include('Org3MSP');
  });
});
