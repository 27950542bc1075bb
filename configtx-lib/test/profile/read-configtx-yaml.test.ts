// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelProfile, mspFromFolder, newGenesisBlock, readConfigtxYaml } from '../../src/index.js';
import { writeConfigtxYaml } from '../support/configtx-yaml.js';
import { bftProfile, raftProfile } from '../support/golden-profiles.js';
import { readGolden } from '../support/golden.js';
import { thrownBy } from '../support/thrown-by.js';

const { orderers, Org1MSP } = readGolden('certificates.json') as {
  orderers: readonly { identity: string; tls: string }[];
  Org1MSP: { ca: string; tlsca: string };
};

const genesis = { nonce: Buffer.alloc(24, 1), timestamp: new Date(0) };
const blockOf = (profile: ChannelProfile) => newGenesisBlock(profile, genesis).serializeBinary();

/** Files in memory, by path. */
function filesOf(files: Readonly<Record<string, string>>) {
  return {
    readFile: (path: string): Uint8Array => {
      const text = files[path];
      if (text === undefined) {
        throw new Error(`no such file ${path}`);
      }
      return Buffer.from(text);
    },
    listFolder: (path: string): string[] => [
      ...new Set(
        Object.keys(files)
          .filter((file) => file.startsWith(`${path}/`))
          .map((file) => file.slice(path.length + 1).split('/')[0] ?? ''),
      ),
    ],
  };
}

const files = filesOf({
  'tls/server.crt': orderers[0]?.tls ?? '',
  'msp/cacerts/ca.pem': Org1MSP.ca,
  'msp/cacerts/README': 'not a certificate',
  'msp/tlscacerts/b.pem': Org1MSP.tlsca,
  'msp/tlscacerts/a.pem': Org1MSP.ca,
  'msp/config.yaml': 'NodeOUs: { Enable: false, ClientOUIdentifier: { OrganizationalUnitIdentifier: client } }',
});

/** As people write it: anchors, merge keys, sizes, names in any case, sections without content. */
const text = `
Organizations:
  - &Org1
    Name: Org1
    ID: Org1MSP
    MSPDir: msp
    SkipAsForeign: false
    Policies: &Org1Policies
      Readers: { Type: Signature, Rule: "OR('Org1MSP.member')" }
      Writers: { Type: Signature, Rule: "OR('Org1MSP.member')" }
      Admins: { Type: Signature, Rule: "OR('Org1MSP.admin')" }
    OrdererEndpoints: ['orderer.example.com:7050']
    AnchorPeers:
Capabilities:
  Channel: &ChannelCapabilities { V2_0: true, V3_0: false }
Application: &ApplicationDefaults
  Organizations:
  Policies: &Policies
    Readers: { Type: ImplicitMeta, Rule: ANY Readers }
    Writers: { Type: ImplicitMeta, Rule: ANY Writers }
    Admins: { Type: ImplicitMeta, Rule: MAJORITY Admins }
  Capabilities: { V2_5: true, V2_0: true }
Orderer: &OrdererDefaults
  OrdererType: etcdraft
  BatchSize: { AbsoluteMaxBytes: 99 MB, MaxMessageCount: 0 }
  EtcdRaft:
    Consenters:
      - { Host: orderer.example.com, Port: "7050", ClientTLSCert: tls/server.crt, serverTlsCert: tls/server.crt }
    Options: { ElectionTick: 20 }
  Policies: { <<: *Policies, BlockValidation: { Type: ImplicitMeta, Rule: ANY Writers } }
  Capabilities: { V2_0: true }
  MaxChannels: 7
Channel: &ChannelDefaults
  Policies: *Policies
  Capabilities: { <<: *ChannelCapabilities }
Profiles:
  Raft:
    <<: *ChannelDefaults
    Orderer:
      <<: *OrdererDefaults
      Organizations: [*Org1]
    Application:
      <<: *ApplicationDefaults
      Organizations:
        - <<: *Org1
          Policies:
            <<: *Org1Policies
            Admins: { Type: Signature, Rule: "OR('Org1MSP.member')" }
  Solo:
    <<: *ChannelDefaults
    Orderer: { <<: *OrdererDefaults, OrdererType: solo }
    Application: { <<: *ApplicationDefaults }
`;

describe('readConfigtxYaml', () => {
  for (const profile of [raftProfile, bftProfile]) {
    it(`reads what configtxgen reads of a ${profile.orderer.consensus.type} channel, with its files`, () => {
      const dir = mkdtempSync(join(tmpdir(), 'configtx-'));
      try {
        writeConfigtxYaml(profile, dir);
        const read = readConfigtxYaml(readFileSync(join(dir, 'configtx.yaml'), 'utf8'), {
          profile: 'Channel',
          channelID: profile.channelID,
          readFile: (path) => readFileSync(path),
          listFolder: (path) => {
            try {
              return readdirSync(path);
            } catch {
              return [];
            }
          },
        });
        expect(blockOf(read)).to.deep.equal(blockOf(profile));
      } finally {
        rmSync(dir, { recursive: true });
      }
    });
  }

  it('reads anchors, merge keys, sizes and names in any case', () => {
    const profile = readConfigtxYaml(text, { profile: 'Raft', channelID: 'ch', ...files });
    expect(profile.capabilities).to.deep.equal({ channel: ['V2_0'], orderer: ['V2_0'], application: ['V2_5', 'V2_0'] });
    expect(profile.orderer).to.deep.include({
      batchTimeout: 2000,
      batchSize: { maxMessageCount: 500, absoluteMaxBytes: 99 * 1024 * 1024, preferredMaxBytes: 2 * 1024 * 1024 },
      maxChannels: 7,
    });
    expect(profile.orderer.consensus.consenters).to.deep.equal([
      {
        host: 'orderer.example.com',
        port: 7050,
        clientTlsCert: orderers[0]?.tls,
        serverTlsCert: orderers[0]?.tls,
      },
    ]);
    expect(profile.orderer.consensus.options).to.deep.include({ electionTick: 20, heartbeatTick: 1 });
    const [organization] = profile.application.organizations;
    expect(organization?.policies?.['Admins']?.rule).to.equal("OR('Org1MSP.member')");
    expect(organization?.msp).to.deep.include({
      rootCerts: [Org1MSP.ca],
      tlsRootCerts: [Org1MSP.ca, Org1MSP.tlsca],
      nodeOUs: false,
    });
  });

  const refused: readonly { reason: string; text: string; profile?: string; path: string; message: RegExp }[] = [
    { reason: 'a profile that is not there', text, profile: 'None', path: 'Profiles.None', message: /could not find/ },
    {
      reason: 'an ordering service of old',
      text,
      profile: 'Solo',
      path: 'Profiles.Solo.Orderer.OrdererType',
      message: /must be etcdraft or BFT/,
    },
    {
      reason: 'a misspelt field',
      text: text.replace('MaxChannels', 'MaxChanels'),
      path: 'Profiles.Raft.Orderer.MaxChanels',
      message: /unknown field/,
    },
    {
      reason: 'a file that is not there',
      text: text.replace('ClientTLSCert: tls/server.crt', 'ClientTLSCert: tls/none.crt'),
      path: 'tls/none.crt',
      message: /no such file/,
    },
    {
      reason: 'an MSP folder that is not there',
      text: text.replace('MSPDir: msp', 'MSPDir: none'),
      path: 'none/cacerts',
      message: /no CA certificate found/,
    },
    {
      reason: 'a system channel',
      text: text.replace('  Solo:', '    Consortiums: { A: {} }\n  Solo:'),
      path: 'Profiles.Raft.Consortiums',
      message: /no system channel/,
    },
    {
      reason: 'a policy rule that cannot be parsed',
      text: text.replace('MAJORITY Admins', 'MOST Admins'),
      path: 'Profiles.Raft.Application.Policies.Admins.Rule',
      message: /unknown rule type 'MOST'/,
    },
    {
      reason: 'an endpoint without a port',
      text: text.replace('orderer.example.com:7050', 'orderer.example.com'),
      path: 'Profiles.Raft.Application.Organizations[0].OrdererEndpoints[0]',
      message: /has no port/,
    },
    { reason: 'no YAML', text: 'a: [', path: 'configtx.yaml', message: /^configtx\.yaml: / },
  ];
  for (const { reason, text: input, profile = 'Raft', path, message } of refused) {
    it(`refuses ${reason}`, () => {
      const error = thrownBy(() => readConfigtxYaml(input, { profile, channelID: 'ch', ...files }));
      expect(error.path).to.equal(path);
      expect(error.message).to.match(message);
    });
  }
});

describe('mspFromFolder', () => {
  it('reads every kind of file, and the certificates of organizational units', () => {
    const msp = mspFromFolder({
      mspID: 'AMSP',
      folder: 'dir',
      files: filesOf({
        'dir/cacerts/ca.pem': 'A root\n-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
        'dir/intermediatecerts/ca.pem': '-----BEGIN CERTIFICATE-----\nAQ==\n-----END CERTIFICATE-----\n',
        'dir/admincerts/admin.pem': '-----BEGIN CERTIFICATE-----\nAg==\n-----END CERTIFICATE-----\n',
        'dir/crls/crl.pem': '-----BEGIN X509 CRL-----\nAw==\n-----END X509 CRL-----\n',
        'dir/tlsintermediatecerts/ca.pem': '-----BEGIN CERTIFICATE-----\nBA==\n-----END CERTIFICATE-----\n',
        'dir/config.yaml': [
          'NodeOUs:',
          '  Enable: true',
          '  ClientOUIdentifier: { Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: client }',
          '  PeerOUIdentifier: { OrganizationalUnitIdentifier: peer }',
          '  AdminOUIdentifier: { OrganizationalUnitIdentifier: "" }',
          'OrganizationalUnitIdentifiers:',
          '  - { Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: unit }',
        ].join('\n'),
      }),
    });
    const root = 'A root\n-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
    expect(msp).to.deep.equal({
      mspID: 'AMSP',
      rootCerts: [root],
      intermediateCerts: ['-----BEGIN CERTIFICATE-----\nAQ==\n-----END CERTIFICATE-----\n'],
      admins: ['-----BEGIN CERTIFICATE-----\nAg==\n-----END CERTIFICATE-----\n'],
      revocationList: ['-----BEGIN X509 CRL-----\nAw==\n-----END X509 CRL-----\n'],
      tlsRootCerts: [],
      tlsIntermediateCerts: [],
      organizationalUnitIdentifiers: [{ organizationalUnitIdentifier: 'unit', certificate: root }],
      nodeOUs: {
        clientOUIdentifier: { organizationalUnitIdentifier: 'client', certificate: root },
        peerOUIdentifier: { organizationalUnitIdentifier: 'peer' },
      },
    });
  });
});
