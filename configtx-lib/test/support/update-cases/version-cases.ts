// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { setGroup, setValue } from '../config-edits.js';
import { anchorPeers, garbage, type Specials } from './special.js';

/** Versions, names, and updates that are none. */
export function versionCases(): Specials {
  const batchSize = (update: common.ConfigUpdate): common.ConfigValue | undefined =>
    update.getWriteSet()?.getGroupsMap().get('Orderer')?.getValuesMap().get('BatchSize');
  return {
    'nothing changes': { edit: () => undefined },
    'a version read that is newer': {
      tweak: (update) => {
        update.getReadSet()?.setVersion(2);
        update.getWriteSet()?.setVersion(2);
      },
    },
    'an element read that does not exist': {
      tweak: (update) => {
        update.getReadSet()?.getGroupsMap().set('Nowhere', new common.ConfigGroup());
      },
    },
    'a version left out': { tweak: (update) => batchSize(update)?.setVersion(2) },
    'a version again': { tweak: (update) => batchSize(update)?.setVersion(0) },
    'a new element with a version': {
      edit: setValue('Application/Org1MSP/AnchorPeers', anchorPeers('peer0.org1.example.com', 7051)),
      tweak: (update) => {
        const organization = update.getWriteSet()?.getGroupsMap().get('Application')?.getGroupsMap().get('Org1MSP');
        organization?.getValuesMap().get('AnchorPeers')?.setVersion(1);
      },
    },
    'a new element without a new version of its group': {
      edit: setValue('Application/Org1MSP/AnchorPeers', anchorPeers('peer0.org1.example.com', 7051)),
      tweak: (update) => {
        update.getWriteSet()?.getGroupsMap().get('Application')?.getGroupsMap().get('Org1MSP')?.setVersion(0);
      },
    },
    'another channel': {
      tweak: (update) => {
        update.setChannelId('another');
      },
    },
    'an update that cannot be decoded': {
      tamper: (envelope) => {
        envelope.setConfigUpdate(garbage);
      },
    },
    'a name with illegal characters': { edit: setGroup('Application/Org 4') },
    'a name that is too long': { edit: setGroup(`Application/${'a'.repeat(250)}`) },
    'a name of dots': { edit: setGroup('Application/..') },
  };
}
