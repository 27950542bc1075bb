// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { ordererEndpointsOf } from '../../src/index.js';

describe('ordererEndpointsOf', () => {
  it("gives each organization's addresses with its own TLS CAs, intermediate ones included", () => {
    const config = configOf({ Org1: ['orderer0:7050', 'orderer1:7050'], Org2: ['orderer2:7050'] }, ['old:7050']);
    expect(ordererEndpointsOf(config).map(textOf)).to.deep.equal([
      'orderer0:7050 root of Org1, intermediate of Org1',
      'orderer1:7050 root of Org1, intermediate of Org1',
      'orderer2:7050 root of Org2, intermediate of Org2',
    ]);
  });

  it('takes the addresses for all, with the CAs of all, where no organization has any', () => {
    const config = configOf({ Org1: [], Org2: [] }, ['old:7050']);
    expect(ordererEndpointsOf(config).map(textOf)).to.deep.equal([
      'old:7050 root of Org1, intermediate of Org1, root of Org2, intermediate of Org2',
    ]);
  });

  it('gives nothing for a configuration without ordering nodes', () => {
    expect(ordererEndpointsOf(new common.Config())).to.deep.equal([]);
  });
});

function textOf({ address, tlsRootCerts }: { address: string; tlsRootCerts?: Uint8Array }): string {
  const certs = Buffer.from(tlsRootCerts ?? [])
    .toString()
    .trim()
    .split('\n');
  return `${address} ${certs.join(', ')}`;
}

function configOf(organizations: Record<string, readonly string[]>, addresses: readonly string[]): common.Config {
  const ordererGroup = new common.ConfigGroup();
  for (const [name, own] of Object.entries(organizations)) {
    const group = new common.ConfigGroup();
    group.getValuesMap().set('MSP', valueOf(mspOf(name)));
    if (own.length > 0) {
      group.getValuesMap().set('Endpoints', valueOf(addressesOf(own)));
    }
    ordererGroup.getGroupsMap().set(name, group);
  }
  const channelGroup = new common.ConfigGroup();
  channelGroup.getGroupsMap().set('Orderer', ordererGroup);
  channelGroup.getValuesMap().set('OrdererAddresses', valueOf(addressesOf(addresses)));
  const config = new common.Config();
  config.setChannelGroup(channelGroup);
  return config;
}

function mspOf(name: string): msp.MSPConfig {
  const fabric = new msp.FabricMSPConfig();
  fabric.setTlsRootCertsList([Buffer.from(`root of ${name}`)]);
  fabric.setTlsIntermediateCertsList([Buffer.from(`intermediate of ${name}`)]);
  const config = new msp.MSPConfig();
  config.setConfig(fabric.serializeBinary());
  return config;
}

function addressesOf(addresses: readonly string[]): common.OrdererAddresses {
  const message = new common.OrdererAddresses();
  message.setAddressesList([...addresses]);
  return message;
}

function valueOf(message: { serializeBinary(): Uint8Array }): common.ConfigValue {
  const value = new common.ConfigValue();
  value.setValue(message.serializeBinary());
  return value;
}
