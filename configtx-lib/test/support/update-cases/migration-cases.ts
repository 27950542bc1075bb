// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { bftBlockValidationPolicy } from '../../../src/genesis/bft-block-validation-policy.js';
import { bftOptions } from '../../../src/genesis/bft-options.js';
import {
  bftConsenter,
  capabilities,
  changeConsensus,
  changeRaft,
  edits,
  removeValue,
  setPolicy,
  setValue,
  type Edit,
} from '../config-edits.js';
import { organizationOf, testSigner, type TestConsenter, type TestConsortium } from '../test-channel.js';
import { biggerBatch, type Specials } from './special.js';

/** Maintenance mode, and the way from Raft to BFT. */
export function migrationCases(consortium: TestConsortium): Specials {
  const { consenters } = consortium;
  const sender = testSigner('Orderer1MSP', organizationOf(consortium, 'Orderer1MSP').admin);
  const state = (value: 0 | 1): Edit =>
    changeConsensus((consensus) => {
      consensus.setState(value);
    });
  const type = (name: string): Edit =>
    changeConsensus((consensus) => {
      consensus.setType(name);
    });
  const maintenance = state(orderer.ConsensusType.State.STATE_MAINTENANCE);
  const mapping = (nodes: readonly TestConsenter[]): Edit => {
    const value = new common.Orderers();
    value.setConsenterMappingList(nodes.map(bftConsenter));
    return setValue('Orderer/Orderers', value);
  };
  const toBft = (nodes: readonly TestConsenter[], options = bftOptions()): Edit =>
    edits(
      changeConsensus((consensus) => {
        consensus.setType('BFT');
        consensus.setMetadata(options.serializeBinary());
      }),
      mapping(nodes),
      setPolicy('Orderer/BlockValidation', bftBlockValidationPolicy(nodes.map(bftConsenter))),
    );
  const slow = bftOptions();
  slow.setViewChangeTimeout('1s');
  const three = consenters.slice(0, 3);
  const inMaintenance = { sender, from: edits(maintenance, setValue('Capabilities', capabilities('V3_0'))) };
  return {
    'maintenance mode': { edit: maintenance },
    'maintenance mode and more': { edit: edits(maintenance, biggerBatch) },
    'maintenance mode and a policy': {
      edit: edits(maintenance, setPolicy('Application/Endorsement', 'ANY Endorsement')),
    },
    'maintenance mode and metadata': {
      edit: edits(
        maintenance,
        changeRaft((metadata) => {
          metadata.getOptions()?.setTickInterval('700ms');
        }),
      ),
    },
    'maintenance mode without the capability': {
      from: setValue('Orderer/Capabilities', capabilities('V1_1')),
      edit: maintenance,
    },
    'maintenance mode ends': { sender, from: maintenance, edit: state(0) },
    'a migration without maintenance mode': {
      from: setValue('Capabilities', capabilities('V3_0')),
      edit: toBft(three),
    },
    'a migration': { ...inMaintenance, edit: toBft(three) },
    'a migration that loses a consenter': { ...inMaintenance, edit: toBft(three.slice(1)) },
    'a migration that exchanges a consenter': { ...inMaintenance, edit: toBft(consenters.slice(1, 4)) },
    'a migration without consenters': { ...inMaintenance, edit: toBft([]) },
    'a migration with bad options': { ...inMaintenance, edit: toBft(three, slow) },
    'a migration without options': { ...inMaintenance, edit: toBft(three, new orderer.smartbft.Options()) },
    'a migration back to Raft': { type: 'BFT', sender, from: maintenance, edit: type('etcdraft') },
    'a migration without organizations of the orderers that have endpoints': {
      sender,
      from: maintenance,
      edit: edits(toBft(three), removeValue('Orderer/Orderer1MSP/Endpoints')),
    },
    'capability V3_0 without endpoints': {
      edit: edits(setValue('Capabilities', capabilities('V3_0')), removeValue('Orderer/Orderer1MSP/Endpoints')),
    },
  };
}
