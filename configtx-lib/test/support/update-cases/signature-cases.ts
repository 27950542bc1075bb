// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { edits, setModPolicy, setPolicy, setValue } from '../config-edits.js';
import { ordererMspIDs, applicationMspIDs } from '../test-channel.js';
import { anchorPeers, biggerBatch, garbage, type Specials } from './special.js';

/** Who has signed, and who has to. */
export function signatureCases(): Specials {
  return {
    'signed by all': {},
    'signed by just those who have to': { signers: ordererMspIDs },
    'signed by nobody': { signers: [] },
    'signed by one of two': { signers: ['Orderer1MSP'] },
    'signed by others': { signers: applicationMspIDs },
    'signed by one twice': { signers: ['Orderer1MSP', 'Orderer1MSP'] },
    'signed over other bytes': {
      tamper: (envelope) => {
        const update = common.ConfigUpdate.deserializeBinary(envelope.getConfigUpdate_asU8());
        update.getIsolatedDataMap().set('more', new Uint8Array());
        envelope.setConfigUpdate(update.serializeBinary());
      },
    },
    'a signature header that cannot be decoded': {
      tamper: (envelope) => {
        envelope.getSignaturesList().forEach((signature) => {
          signature.setSignatureHeader(garbage);
        });
      },
    },
    'a majority of the application': {
      edit: setPolicy('Application/Endorsement', 'ANY Endorsement'),
      signers: ['Org1MSP', 'Org3MSP'],
    },
    'a minority of the application': {
      edit: setPolicy('Application/Endorsement', 'ANY Endorsement'),
      signers: ['Org1MSP', ...ordererMspIDs],
    },
    'an absolute policy': {
      from: setModPolicy('Orderer/BatchSize', '/Channel/Application/Org2MSP/Admins'),
      signers: ['Org2MSP'],
    },
    'an absolute policy that is not satisfied': {
      from: setModPolicy('Orderer/BatchSize', '/Channel/Application/Org2MSP/Admins'),
      signers: ['Org1MSP'],
    },
    'a policy of a group below': {
      from: setModPolicy('Orderer/BatchSize', 'Orderer2MSP/Admins'),
      signers: ['Orderer2MSP'],
    },
    'a policy that does not exist': { from: setModPolicy('Orderer/BatchSize', 'Owners') },
    'an absolute policy that does not exist': { from: setModPolicy('Orderer/BatchSize', '/Channel/Owners') },
    'an absolute policy outside the channel': { from: setModPolicy('Orderer/BatchSize', '/Consortium/Admins') },
    'no policy for changes': {
      from: setModPolicy('Orderer/BatchSize', ''),
      edit: edits(biggerBatch, setModPolicy('Orderer/BatchSize', 'Admins')),
    },
    'a policy for changes is taken away': { edit: setModPolicy('Orderer/BatchSize', '') },
    'a policy for changes with illegal characters': { edit: setModPolicy('Orderer/BatchSize', 'Ad mins') },
    'a policy for changes with an empty part': { edit: setModPolicy('Orderer/BatchSize', '/Channel//Admins') },
    'a policy for changes that does not exist is set': { edit: setModPolicy('Orderer/BatchSize', 'Owners') },
    'one admin changes its own organization': {
      edit: setValue('Application/Org1MSP/AnchorPeers', anchorPeers('peer0.org1.example.com', 7051)),
      signers: ['Org1MSP'],
    },
    "another's organization": {
      edit: setValue('Application/Org1MSP/AnchorPeers', anchorPeers('peer0.org1.example.com', 7051)),
      signers: ['Org2MSP'],
    },
  };
}
