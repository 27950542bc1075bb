// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { changeConsensus, changeValue, setPolicy } from '../config-edits.js';
import { aYearAgo } from '../test-authority.js';
import { organizationOf, testSigner, type TestConsortium } from '../test-channel.js';
import { aMonthAgo, type Specials } from './special.js';

/** Who sends the transaction, and how long it is. */
export async function senderCases(consortium: TestConsortium): Promise<Specials> {
  const org1 = organizationOf(consortium, 'Org1MSP');
  const org4 = organizationOf(consortium, 'Org4MSP');
  const expired = await org1.ca.issue({
    commonName: 'old',
    units: ['client'],
    notBefore: aYearAgo,
    notAfter: aMonthAgo,
  });
  const peerNode = await org1.ca.issue({ commonName: 'peer', units: ['peer'] });
  const maintenance = changeConsensus((consensus) => {
    consensus.setState(orderer.ConsensusType.State.STATE_MAINTENANCE);
  });
  return {
    'sent by a stranger': { sender: testSigner('Org4MSP', org4.client) },
    'sent by one who may not write': {
      from: setPolicy('Application/Org1MSP/Writers', "OR('Org1MSP.admin')"),
      sender: testSigner('Org1MSP', peerNode),
    },
    'sent by one whose certificate has expired': { sender: testSigner('Org1MSP', expired) },
    'sent by a member in maintenance mode': { from: maintenance },
    'sent by an orderer organization in maintenance mode': {
      from: maintenance,
      sender: testSigner('Orderer1MSP', organizationOf(consortium, 'Orderer1MSP').admin),
    },
    'too long': {
      from: changeValue('Orderer/BatchSize', orderer.BatchSize, (size) => {
        size.setPreferredMaxBytes(2000);
        size.setAbsoluteMaxBytes(2000);
      }),
    },
  };
}
