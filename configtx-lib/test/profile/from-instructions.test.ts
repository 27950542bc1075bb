// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { applyOperations, parseOperations, readOperations, validateOperations } from '../../src/index.js';
import { groupAt } from '../support/config-elements-at.js';
import {
  newOperationsChannel,
  newTestOrganization,
  type OperationsChannel,
  type TestOrganization,
} from '../support/operations-channel.js';
import { thrownBy } from '../support/thrown-by.js';

function indented(pem: string, spaces: number): string {
  return pem
    .trimEnd()
    .split('\n')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n');
}

describe("OpsSC v0.4's list of Command and Parameters", () => {
  let channel: OperationsChannel;
  let joining: TestOrganization;
  before(async () => {
    channel = await newOperationsChannel();
    joining = await newTestOrganization(6);
  });

  const rule = (text: string) => ({ Type: 'ImplicitMeta', Rule: text });
  const policies = { Readers: rule('ANY Readers'), Writers: rule('ANY Writers'), Admins: rule('ANY Admins') };

  const profileText = (): string => `
- Command: set-org
  Parameters:
    OrgType: "Application|Orderer"
    Org:
      Name: Org6MSP
      ID: Org6MSP
      MSP:
        RootCerts:
          - |
${indented(joining.authority.pem, 12)}
        IntermediateCerts:
        Admins:
        TLSRootCerts:
          - |
${indented(joining.tlsAuthority.pem, 12)}
        NodeOUs:
          Enable: true
          ClientOUIdentifier: { OrganizationalUnitIdentifier: client }
          PeerOUIdentifier: { OrganizationalUnitIdentifier: peer }
          AdminOUIdentifier:
            OrganizationalUnitIdentifier: admin
            Certificate: |
${indented(joining.authority.pem, 14)}
          OrdererOUIdentifier: { OrganizationalUnitIdentifier: orderer }
      Policies:
        Readers: { Type: Signature, Rule: "OR('Org6MSP.member')" }
        Writers: { Type: Signature, Rule: "OR('Org6MSP.member')" }
        Admins: { Type: Signature, Rule: "OR('Org6MSP.admin')" }
      AnchorPeers:
        - Host: peer0.org6.example.com
          Port: 7051
      OrdererEndpoints:
        - orderer.org6.example.com:7050
- Command: set-channel
  Parameters:
    Channel:
      Application:
        ACLs:
          peer/Propose: /Channel/Application/Writers
        Policies: &policies
          Readers: { Type: ImplicitMeta, Rule: ANY Readers }
          Writers: { Type: ImplicitMeta, Rule: ANY Writers }
          Admins: { Type: ImplicitMeta, Rule: ANY Admins }
      Channel:
        Policies: *policies
- Command: set-orderer
  Parameters:
    Orderer:
      OrdererType: etcdraft
      EtcdRaftOptions:
        TickInterval: 500ms
        ElectionTick: 10
        HeartbeatTick: 1
        MaxInflightBlocks: 5
        SnapshotIntervalSize: 16 MB
      MaxChannels: 0
      BatchTimeout: 2s
      BatchSize:
        MaxMessageCount: 10
        AbsoluteMaxBytes: 99 MB
        PreferredMaxBytes: 512 KB
      Policies: *policies
- Command: set-consenter
  Parameters:
    Consenter:
      Host: orderer.org6.example.com
      Port: 7050
      ClientTLSCert: |
${indented(joining.node.tlsCert, 8)}
      ServerTLSCert: |
${indented(joining.node.tlsCert, 8)}
- Command: remove-consenter
  Parameters:
    ConsenterAddress: orderer.org4.example.com:7050
- Command: remove-org
  Parameters:
    OrgType: Application|Orderer
    OrgName: Org4MSP
`;

  it('is read as operations', () => {
    const operations = readOperations(profileText());
    expect(operations.map(({ operation }) => operation)).to.deep.equal([
      'set-organization',
      'set-channel',
      'set-application',
      'set-orderer',
      'set-consenter',
      'remove-consenter',
      'remove-organization',
    ]);
    expect(operations[0]).to.deep.include({
      name: 'Org6MSP',
      groups: ['application', 'orderer'],
      anchorPeers: [{ host: 'peer0.org6.example.com', port: 7051 }],
      ordererEndpoints: ['orderer.org6.example.com:7050'],
    });
    expect(operations[3]).to.deep.include({
      batchTimeout: 2000,
      maxChannels: 0,
      batchSize: { maxMessageCount: 10, absoluteMaxBytes: 99 * 1024 * 1024, preferredMaxBytes: 512 * 1024 },
    });
    expect(operations[6]).to.deep.equal({
      operation: 'remove-organization',
      name: 'Org4MSP',
      groups: ['application', 'orderer'],
    });
  });

  it('does on a Raft channel what it says', () => {
    const config = channel.configs.etcdraft;
    const operations = readOperations(profileText());
    validateOperations(config, operations, { now: new Date() });
    const result = applyOperations(config, operations);
    for (const side of ['Application', 'Orderer']) {
      const names = [...groupAt(result, side).getGroupsMap().keys()];
      expect(names).to.include('Org6MSP').and.not.include('Org4MSP');
    }
  });

  it('is an organization of the application by default, without endpoints', () => {
    const [operation] = parseOperations([
      {
        Command: 'set-org',
        Parameters: {
          Org: {
            Name: 'A',
            ID: 'AMSP',
            MSP: { RootCerts: [joining.authority.pem] },
            Policies: policies,
            OrdererEndpoints: ['a:1'],
          },
        },
      },
    ]);
    expect(operation)
      .to.deep.include({ groups: ['application'] })
      .and.not.have.property('ordererEndpoints');
    expect(operation).to.have.nested.property('msp.nodeOUs', false);
    expect(parseOperations([{ Command: 'remove-org', Parameters: { OrgName: 'A' } }])).to.deep.equal([
      { operation: 'remove-organization', name: 'A', groups: ['application'] },
    ]);
  });

  const org = (fields: object): object => ({ Name: 'A', ID: 'AMSP', Policies: policies, ...fields });
  const refused: readonly { reason: string; command: string; parameters: unknown; path: string; message: RegExp }[] = [
    {
      reason: 'an unknown command',
      command: 'set-organisation',
      parameters: {},
      path: 'operations[0].Command',
      message: /'set-organisation' is no command; there are set-org, remove-org, /,
    },
    {
      reason: 'a misspelt field',
      command: 'remove-org',
      parameters: { OrgNames: 'A' },
      path: 'operations[0].Parameters.OrgNames',
      message: /unknown field/,
    },
    {
      reason: 'an MSP in a folder',
      command: 'set-org',
      parameters: { Org: org({ MSPDir: './msp' }) },
      path: 'operations[0].Parameters.Org.MSPDir',
      message: /is a folder that other organizations do not have/,
    },
    {
      reason: 'a certificate in a file',
      command: 'set-consenter',
      parameters: { Consenter: { Host: 'a', Port: 1, ClientTLSCert: './tls.crt', ServerTLSCert: './tls.crt' } },
      path: 'operations[0].Parameters.Consenter.ClientTLSCert',
      message: /not the name of a file/,
    },
    {
      reason: 'an organization of a consortium',
      command: 'remove-org',
      parameters: { OrgType: 'Application|Consortiums', OrgName: 'A' },
      path: 'operations[0].Parameters.OrgType',
      message: /Fabric has no system channel any more/,
    },
    {
      reason: 'an ordering service other than Raft',
      command: 'set-orderer',
      parameters: {
        Orderer: {
          OrdererType: 'BFT',
          BatchTimeout: '1s',
          BatchSize: { MaxMessageCount: 1, AbsoluteMaxBytes: '1 MB', PreferredMaxBytes: '1 MB' },
          EtcdRaftOptions: {
            TickInterval: '1s',
            ElectionTick: 2,
            HeartbeatTick: 1,
            MaxInflightBlocks: 1,
            SnapshotIntervalSize: '1 MB',
          },
          Policies: policies,
        },
      },
      path: 'operations[0].Parameters.Orderer.OrdererType',
      message: /must be 'etcdraft'/,
    },
    {
      reason: 'an address without a port',
      command: 'remove-consenter',
      parameters: { ConsenterAddress: 'orderer.example.com' },
      path: 'operations[0].Parameters.ConsenterAddress',
      message: /has no port/,
    },
    {
      reason: 'a policy rule that cannot be parsed',
      command: 'set-channel',
      parameters: { Channel: { Channel: { Policies: { ...policies, Admins: rule('SOME Admins') } } } },
      path: 'operations[0].Parameters.Channel.Channel.Policies.Admins.Rule',
      message: /unknown rule type 'SOME'/,
    },
    {
      reason: 'a command without parameters',
      command: 'remove-org',
      parameters: undefined,
      path: 'operations[0].Parameters',
      message: /is missing/,
    },
  ];
  for (const { reason, command, parameters, path, message } of refused) {
    it(`refuses ${reason}`, () => {
      const error = thrownBy(() => parseOperations([{ Command: command, Parameters: parameters }]));
      expect(error.path).to.equal(path);
      expect(error.message).to.match(message);
    });
  }
});
