// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { bftBlockValidationPolicy } from '../../../src/genesis/bft-block-validation-policy.js';
import {
  addresses,
  bftConsenter,
  changeBft,
  changeValue,
  edits,
  groupAt,
  removeValue,
  setPolicy,
  setValue,
  type Edit,
} from '../config-edits.js';
import { type TestConsenter, type TestConsortium } from '../test-channel.js';
import { type Specials } from './special.js';

/** BFT's consenters and options. */
export function bftCases({ consenters }: TestConsortium): Specials {
  const members = (nodes: readonly TestConsenter[], voters = nodes): Edit =>
    edits(
      changeValue('Orderer/Orderers', common.Orderers, (value) => {
        value.setConsenterMappingList(nodes.map(bftConsenter));
      }),
      setPolicy('Orderer/BlockValidation', bftBlockValidationPolicy(voters.map(bftConsenter))),
    );
  return {
    'BFT: batch size': { type: 'BFT' },
    'BFT: a consenter is added': { type: 'BFT', edit: members(consenters.slice(0, 5)) },
    'BFT: a consenter is removed': { type: 'BFT', edit: members(consenters.slice(0, 3)) },
    'BFT: two consenters are added': { type: 'BFT', edit: members(consenters.slice(0, 6)) },
    'BFT: a consenter is added without its vote': {
      type: 'BFT',
      edit: members(consenters.slice(0, 5), consenters.slice(0, 4)),
    },
    'BFT: another block validation policy': {
      type: 'BFT',
      edit: setPolicy('Orderer/BlockValidation', 'ANY Writers'),
    },
    'BFT: no block validation policy': {
      type: 'BFT',
      edit: (channelGroup) => {
        groupAt(channelGroup, 'Orderer').getPoliciesMap().del('BlockValidation');
      },
    },
    'BFT: no consenters': { type: 'BFT', edit: removeValue('Orderer/Orderers') },
    'BFT: leaders rotate': {
      type: 'BFT',
      edit: changeBft((options) => {
        options.setLeaderRotation(orderer.smartbft.Options.Rotation.ROTATION_ON);
        options.setDecisionsPerLeader(10);
      }),
    },
    'BFT: options that make no sense': {
      type: 'BFT',
      edit: changeBft((options) => {
        options.setViewChangeTimeout('soon');
      }),
    },
    'BFT: global endpoints of orderers': {
      type: 'BFT',
      edit: setValue('OrdererAddresses', addresses('orderer.example.com:7050')),
    },
    'BFT: no endpoints of an organization': {
      type: 'BFT',
      edit: setValue('Orderer/Orderer1MSP/Endpoints', addresses()),
    },
  };
}
