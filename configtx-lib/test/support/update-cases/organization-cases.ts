// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import {
  addresses,
  changeMsp,
  changeValue,
  edits,
  organizationGroup,
  removeGroup,
  removeValue,
  setGroup,
  setValue,
  type Edit,
} from '../config-edits.js';
import { newTestOrganization, organizationOf, type TestConsortium } from '../test-channel.js';
import { anchorPeers, type Specials } from './special.js';

/** Organizations and their MSPs. */
export async function organizationCases({ organizations: all }: TestConsortium): Promise<Specials> {
  const [org4, org1] = ['Org4MSP', 'Org1MSP'].map((mspID) => organizationOf({ organizations: all }, mspID));
  if (!org4 || !org1) {
    throw new Error('no such organization');
  }
  const other = await newTestOrganization('Org1MSP');
  const revocationList = await org1.ca.revoke(org1.admin);
  const addOrg4 = (changes: Parameters<typeof organizationGroup>[1] = {}): Edit =>
    setGroup('Application/Org4MSP', organizationGroup(org4, changes));
  return {
    'an organization is added': { edit: addOrg4(), signers: ['Org1MSP', 'Org2MSP'] },
    'an organization is added by a minority': { edit: addOrg4(), signers: ['Org1MSP'] },
    'an organization is added on both sides': {
      edit: edits(
        addOrg4(),
        setGroup('Orderer/Org4MSP', organizationGroup(org4)),
        setValue('Orderer/Org4MSP/Endpoints', addresses('orderer.org4.example.com:7050')),
      ),
    },
    'an organization is removed': { edit: removeGroup('Application/Org3MSP'), signers: ['Org1MSP', 'Org2MSP'] },
    'an organization is renamed in its MSP': {
      edit: changeMsp('Application/Org3MSP', (config) => {
        config.setName('ThirdMSP');
      }),
    },
    'an organization of the orderers is renamed in its MSP': {
      edit: changeMsp('Orderer/Orderer1MSP', (config) => {
        config.setName('FirstMSP');
      }),
    },
    'an MSP in two versions': { edit: setGroup('Orderer/Org1MSP', organizationGroup(other)) },
    'an MSP without name': { edit: addOrg4({ mspID: '' }) },
    'an MSP without CA': { edit: addOrg4({ roots: [] }) },
    'an MSP whose CA is none': { edit: addOrg4({ roots: [org4.admin.pem] }) },
    'an MSP whose TLS CA is none': { edit: addOrg4({ tlsRoots: [org4.admin.pem] }) },
    'an MSP whose CA is no certificate': { edit: addOrg4({ roots: ['nonsense'] }) },
    'an organization without MSP': {
      edit: edits(addOrg4(), removeValue('Application/Org4MSP/MSP')),
    },
    'an organization of the orderers without MSP': {
      edit: edits(setGroup('Orderer/Org4MSP', organizationGroup(org4)), removeValue('Orderer/Org4MSP/MSP')),
    },
    'an MSP of another kind': {
      edit: edits(
        addOrg4(),
        changeValue('Application/Org4MSP/MSP', msp.MSPConfig, (value) => {
          value.setType(7);
        }),
      ),
    },
    'a CA is taken out of an MSP, another put in': {
      edit: changeMsp('Application/Org1MSP', (config) => {
        config.setRootCertsList([Buffer.from(other.ca.pem)]);
      }),
      signers: ['Org1MSP'],
    },
    'one revoked': {
      edit: changeMsp('Application/Org1MSP', (config) => {
        config.setRevocationListList([Buffer.from(revocationList)]);
      }),
      signers: ['Org1MSP'],
    },
    'a revoked admin signs': {
      from: changeMsp('Application/Org1MSP', (config) => {
        config.setRevocationListList([Buffer.from(revocationList)]);
      }),
      edit: setValue('Application/Org1MSP/AnchorPeers', anchorPeers('peer0.org1.example.com', 7051)),
      signers: ['Org1MSP'],
    },
    'a revocation list that is none': {
      edit: changeMsp('Application/Org1MSP', (config) => {
        config.setRevocationListList([Buffer.from('nonsense')]);
      }),
    },
  };
}
