// SPDX-License-Identifier: Apache-2.0

import type { FakeLedger, FakeProposal } from './fake-ledger.js';
import { digestOf } from '../../src/votes/digest-of.js';
import { CHAINCODE_PROPOSALS, CHANNEL_PROPOSALS } from './manifests.js';

/** Puts a proposal to deploy `trade` on the ledger. */
export function proposeTrade(
  ledger: FakeLedger,
  id: string,
  fields: Readonly<Record<string, unknown>> = {},
): FakeProposal {
  ledger.propose(CHAINCODE_PROPOSALS, id, {
    description: 'The trade contract',
    proposal: {
      channelID: 'mychannel',
      chaincodeName: 'trade',
      chaincodePackage: { type: 'ccaas', label: 'trade_1.0', connection: { address: '{{.host}}:9999' } },
      chaincodeDefinition: { sequence: 1, version: '1.0' },
    },
  });
  return ledger.change(CHAINCODE_PROPOSALS, id, fields);
}

/** Puts a ballot about two channels on the ledger, and its parts. */
export function proposeBallot(ledger: FakeLedger, id: string): FakeProposal {
  const parts = ['mychannel', 'yourchannel'].map((channelID, index) => {
    const part = `${id}.${index + 1}`;
    const opsProfile = [{ operation: 'set-orderer', batchTimeout: 1000 }];
    ledger.propose(CHANNEL_PROPOSALS, part, { proposal: { action: 'update', channelID, opsProfile } });
    return ledger.change(CHANNEL_PROPOSALS, part, { ballot: id });
  });
  return ledger.put(CHANNEL_PROPOSALS, {
    docType: 'ballot',
    ID: id,
    creator: 'Org1MSP',
    status: 'proposed',
    time: '2026-01-05T10:00:00.000Z',
    expires: '2026-01-12T10:00:00.000Z',
    digest: digestOf(parts.map(({ digest }) => digest)),
    proposals: parts,
  });
}
