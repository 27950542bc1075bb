// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { changeConsensus, changeMsp, changeRaft, raftConsenter, removeGroup, type Edit } from '../config-edits.js';
import { aYearAgo } from '../test-authority.js';
import {
  newTestConsenter,
  newTestOrganization,
  ordererMspIDs,
  organizationOf,
  type TestConsenter,
  type TestConsortium,
} from '../test-channel.js';
import { aMonthAgo, type Special, type Specials } from './special.js';

const clientAuth = '1.3.6.1.5.5.7.3.2';
const codeSigning = '1.3.6.1.5.5.7.3.3';

/** Raft's consenters and options. */
export async function raftCases(consortium: TestConsortium): Promise<Specials> {
  const { consenters } = consortium;
  const orderer1 = organizationOf(consortium, 'Orderer1MSP');
  const [first, second, third, fourth, fifth] = consenters;
  if (!first || !second || !third || !fourth || !fifth) {
    throw new Error('too few consenters');
  }
  const made = async (tls: Parameters<typeof newTestConsenter>[2], id = 4): Promise<TestConsenter> =>
    newTestConsenter(orderer1, id, tls);
  const expired = { notBefore: aYearAgo, notAfter: aMonthAgo };
  const stranger = await newTestConsenter(await newTestOrganization('Orderer1MSP'), 4);
  const members = (...nodes: readonly TestConsenter[]): Edit =>
    changeRaft((metadata) => {
      metadata.setConsentersList(nodes.map(raftConsenter));
    });
  const options = (change: (options: orderer.etcdraft.Options) => void): Special => ({
    edit: changeRaft((metadata) => {
      change(metadata.getOptions() ?? new orderer.etcdraft.Options());
    }),
  });
  const old = await made(expired, 1);
  return {
    'a consenter is added': { edit: members(first, second, third, fourth), signers: ordererMspIDs },
    'a consenter is removed': { edit: members(first, second), signers: ordererMspIDs },
    'a consenter is replaced': { edit: members(first, second, fourth) },
    'a consenter moves': { edit: members(first, second, { ...third, host: 'elsewhere', port: 1 }) },
    'two consenters are added': { edit: members(first, second, third, fourth, fifth) },
    'two consenters are removed': { edit: members(first) },
    'two consenters are replaced': { edit: members(first, fourth, fifth) },
    'one is added and two are removed': { edit: members(first, fourth) },
    'no consenters': { edit: members() },
    'a consenter twice': { edit: members(first, second, third, third) },
    'a consenter with the certificate of another': {
      edit: members(first, second, third, { ...fourth, serverTlsCert: first.serverTlsCert }),
    },
    'a new consenter whose certificate has expired': { edit: members(first, second, third, await made(expired)) },
    'a present consenter whose certificate has expired': { from: members(old, second, third) },
    'a consenter of a CA that nobody knows': { edit: members(first, second, third, stranger) },
    'a consenter whose certificate is for clients': {
      edit: members(first, second, third, await made({ extendedKeyUsages: [clientAuth] })),
    },
    'a consenter whose certificate is for code': {
      edit: members(first, second, third, await made({ extendedKeyUsages: [codeSigning] })),
    },
    'a consenter without certificate': { edit: members(first, second, third, { ...fourth, clientTlsCert: '' }) },
    'a consenter whose certificate is none': {
      edit: members(first, second, third, { ...fourth, serverTlsCert: 'nonsense' }),
    },
    'the TLS CA of consenters is taken out': {
      edit: changeMsp('Orderer/Orderer1MSP', (config) => {
        config.setTlsRootCertsList([]);
      }),
    },
    'the organization of consenters is removed': { edit: removeGroup('Orderer/Orderer1MSP') },
    'no heartbeat': options((values) => {
      values.setHeartbeatTick(0);
    }),
    'elections as often as heartbeats': options((values) => {
      values.setElectionTick(values.getHeartbeatTick());
    }),
    'ticks that are none': options((values) => {
      values.setTickInterval('soon');
    }),
    'ticks of nothing': options((values) => {
      values.setTickInterval('0s');
    }),
    'other ticks': options((values) => {
      values.setTickInterval('700ms');
    }),
    'no options': {
      edit: changeRaft((metadata) => {
        metadata.clearOptions();
      }),
    },
    'no metadata': {
      edit: changeConsensus((consensus) => {
        consensus.setMetadata('');
      }),
    },
  };
}
