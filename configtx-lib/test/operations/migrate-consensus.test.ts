// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  applyOperations,
  type ChannelOperation,
  computeUpdate,
  configUpdateBytes,
  newConfigBundle,
  parseOperations,
  protoDecode,
  updatedConfig,
  validateOperations,
} from '../../src/index.js';
import { valueAt } from '../support/config-elements-at.js';
import { newOperationsChannel, type OperationsChannel } from '../support/operations-channel.js';
import { thrownBy } from '../support/thrown-by.js';

const channelID = 'mychannel';
const now = new Date();

const enter: ChannelOperation = { operation: 'migrate-consensus', step: 'enter-maintenance' };
const leave: ChannelOperation = { operation: 'migrate-consensus', step: 'leave-maintenance' };

type Switch = Extract<ChannelOperation, { step: 'switch' }>;

describe('migrate-consensus', () => {
  let channel: OperationsChannel;
  let raft: common.Config;
  let maintenance: common.Config;
  let toBft: Switch;

  before(async () => {
    channel = await newOperationsChannel();
    raft = channel.configs.etcdraft;
    maintenance = updated(raft, enter);
    toBft = {
      operation: 'migrate-consensus',
      step: 'switch',
      consenters: channel.organizations.map(({ mspID, node: { host, port, identity } }, index) => ({
        id: index + 1,
        host,
        port,
        mspID,
        identity,
      })),
      options: { RequestBatchMaxInterval: '60ms' },
    };
  });

  /** What the channel is like after one update. */
  function updated(current: common.Config, ...operations: readonly ChannelOperation[]): common.Config {
    validateOperations(current, parseOperations(operations), { now });
    const update = computeUpdate({ channelID, original: current, updated: applyOperations(current, operations) });
    if (!update) {
      throw new Error('nothing changed');
    }
    const result = updatedConfig({ current, update });
    newConfigBundle(channelID, result);
    return result;
  }

  function consensusIn(config: common.Config): orderer.ConsensusType.AsObject {
    const { type, state, metadata } = valueAt(config, 'Orderer', 'ConsensusType', orderer.ConsensusType).toObject();
    return { type, state, metadata };
  }

  it('takes a channel from Raft to BFT in three updates', () => {
    const { STATE_NORMAL, STATE_MAINTENANCE } = orderer.ConsensusType.State;
    expect(consensusIn(maintenance)).to.deep.equal({ ...consensusIn(raft), state: STATE_MAINTENANCE });
    const switched = updated(maintenance, toBft);
    expect(consensusIn(switched)).to.include({ type: 'BFT', state: STATE_MAINTENANCE });
    const consenters = valueAt(switched, 'Orderer', 'Orderers', common.Orderers).getConsenterMappingList();
    expect(consenters.map((consenter) => consenter.toObject())).to.deep.equal(
      valueAt(channel.configs.BFT, 'Orderer', 'Orderers', common.Orderers)
        .getConsenterMappingList()
        .map((consenter) => consenter.toObject()),
    );
    const bft = updated(switched, leave);
    expect(consensusIn(bft)).to.deep.equal({ ...consensusIn(switched), state: STATE_NORMAL });
    const policyOf = (config: common.Config) =>
      config.getChannelGroup()?.getGroupsMap().get('Orderer')?.getPoliciesMap().get('BlockValidation')?.getPolicy();
    expect(policyOf(bft)?.serializeBinary()).to.deep.equal(policyOf(channel.configs.BFT)?.serializeBinary());
  });

  it('changes nothing but the consensus type when it enters or leaves maintenance', () => {
    for (const [before, operation] of [
      [raft, enter],
      [maintenance, leave],
    ] as const) {
      const update = computeUpdate({
        channelID,
        original: before,
        updated: applyOperations(before, [operation]),
      });
      const bytes = configUpdateBytes(update ?? new common.ConfigUpdate());
      const { write_set: writeSet } = protoDecode('common.ConfigUpdate', bytes) as {
        write_set: { groups: Record<string, { groups: object; values: object }>; values: object };
      };
      expect(Object.keys(writeSet.groups)).to.deep.equal(['Orderer']);
      expect(Object.keys(writeSet.groups['Orderer']?.values ?? {})).to.deep.equal(['ConsensusType']);
      expect(writeSet.groups['Orderer']?.groups).to.deep.equal({});
      expect(writeSet.values).to.deep.equal({});
    }
  });

  it('may be given up in maintenance', () => {
    expect(consensusIn(updated(maintenance, leave))).to.deep.equal(consensusIn(raft));
  });

  it('may raise the capability in the update that switches', () => {
    const config = applyOperations(maintenance, [{ operation: 'set-channel', capabilities: ['V2_0'] }]);
    const error = thrownBy(() => {
      validateOperations(config, [toBft], { now });
    });
    expect(error.message).to.match(/step: BFT needs the channel capability V3_0/);
    expect(consensusIn(updated(config, { operation: 'set-channel', capabilities: ['V3_0'] }, toBft)).type).to.equal(
      'BFT',
    );
  });

  const refused: readonly {
    reason: string;
    change: (operation: Switch, channel: OperationsChannel) => Switch;
    path: string;
    message: RegExp;
  }[] = [
    {
      reason: 'a consenter that is left out',
      change: (operation) => ({ ...operation, consenters: operation.consenters.slice(1) }),
      path: 'operations[0].consenters',
      message: /consenter orderer\.org1\.example\.com:7050 is missing/,
    },
    {
      reason: 'a consenter that is new',
      change: (operation, { organizations }) => ({
        ...operation,
        consenters: [
          ...operation.consenters,
          { id: 9, host: 'new.example.com', port: 1, mspID: 'Org1MSP', identity: organizations[0].node.identity },
        ],
      }),
      path: 'operations[0].consenters[4]',
      message: /new\.example\.com:1 is no consenter of the channel/,
    },
    {
      reason: 'one id for two',
      change: (operation) => ({ ...operation, consenters: operation.consenters.map((each) => ({ ...each, id: 1 })) }),
      path: 'operations[0].consenters[1].id',
      message: /another consenter has id 1/,
    },
    {
      reason: 'one consenter twice',
      change: (operation) => ({
        ...operation,
        consenters: operation.consenters.flatMap((each) => [each, { ...each, id: each.id + 10 }]),
      }),
      path: 'operations[0].consenters[1]',
      message: /is there twice/,
    },
    {
      reason: 'another TLS certificate',
      change: (operation, { organizations }) => ({
        ...operation,
        consenters: operation.consenters.map((each) => ({ ...each, clientTlsCert: organizations[1].node.tlsCert })),
      }),
      path: 'operations[0].consenters[0].clientTlsCert',
      message: /is not that of the Raft consenter/,
    },
    {
      reason: 'an identity of another organization',
      change: (operation) => ({
        ...operation,
        consenters: operation.consenters.map((each) => ({ ...each, mspID: 'Org2MSP' })),
      }),
      path: 'operations[0].consenters[0].identity',
      message: /no identity of Org2MSP/,
    },
  ];
  for (const { reason, change, path, message } of refused) {
    it(`refuses ${reason}`, () => {
      const error = thrownBy(() => {
        validateOperations(maintenance, [change(toBft, channel)], { now });
      });
      expect(error.path).to.equal(path);
      expect(error.message).to.match(message);
    });
  }

  it('refuses to switch outside of maintenance, and to enter it twice', () => {
    for (const [config, operation] of [
      [raft, toBft],
      [maintenance, enter],
    ] as const) {
      const error = thrownBy(() => {
        validateOperations(config, [operation], { now });
      });
      expect(error.path).to.equal('operations[0].step');
    }
  });
});
