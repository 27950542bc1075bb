// SPDX-License-Identifier: Apache-2.0

import { blockDataHash, blockHeaderHash, newGenesisBlock } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import type { TestOrganization } from './test-organization.js';

export function blockAfter(previous: common.Block, envelopes: readonly (common.Envelope | Uint8Array)[]): common.Block {
  const data = new common.BlockData();
  data.setDataList(
    envelopes.map((envelope) => (envelope instanceof Uint8Array ? envelope : envelope.serializeBinary())),
  );
  const previousHeader = previous.getHeader() ?? new common.BlockHeader();
  const header = new common.BlockHeader();
  header.setNumber(previousHeader.getNumber() + 1);
  header.setPreviousHash(blockHeaderHash(previousHeader));
  header.setDataHash(blockDataHash(data));
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(new common.BlockMetadata());
  return block;
}

export function genesisBlock(
  channelID: string,
  organizations: readonly TestOrganization[],
  orderer: TestOrganization,
): common.Block {
  const tlsCert = orderer.msp.rootCerts[0] ?? '';
  return newGenesisBlock({
    channelID,
    capabilities: { channel: 'V2_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: {
      consensus: {
        type: 'etcdraft',
        consenters: [{ host: 'localhost', port: 7050, clientTlsCert: tlsCert, serverTlsCert: tlsCert }],
      },
      batchTimeout: 50,
      batchSize: { maxMessageCount: 500, absoluteMaxBytes: 10_000_000, preferredMaxBytes: 2_000_000 },
      organizations: [{ name: 'OrdererOrg', msp: orderer.msp, ordererEndpoints: ['localhost:7050'] }],
    },
    // Group names other than MSP IDs: policies of organizations go by the group.
    application: { organizations: organizations.map(({ mspID, msp }) => ({ name: mspID.replace('MSP', ''), msp })) },
  });
}
