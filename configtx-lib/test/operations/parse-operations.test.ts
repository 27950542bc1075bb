// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { operationNames, parseOperations, readOperations } from '../../src/index.js';
import { newTestAuthority, type TestAuthority } from '../support/test-authority.js';
import { thrownBy } from '../support/thrown-by.js';

describe('parseOperations', () => {
  let authority: TestAuthority;
  before(async () => {
    authority = await newTestAuthority({ commonName: 'ca.example.com' });
  });

  const bad: readonly {
    reason: string;
    input: (pem: string) => unknown;
    path: string;
    message: RegExp;
  }[] = [
    { reason: 'no list', input: () => ({}), path: 'operations', message: /must be a list of operations/ },
    { reason: 'an empty list', input: () => [], path: 'operations', message: /is empty/ },
    { reason: 'something else in the list', input: () => [7], path: 'operations[0].operation', message: /is missing/ },
    {
      reason: 'an unknown operation',
      input: () => [{ operation: 'set-organisation', name: 'Org1MSP' }],
      path: 'operations[0].operation',
      message: /'set-organisation' is no operation; there are set-organization, /,
    },
    {
      reason: 'a misspelt field',
      input: () => [{ operation: 'set-orderer', batchTimeOut: '1s' }],
      path: 'operations[0].batchTimeOut',
      message: /unknown field/,
    },
    {
      reason: 'a misspelt field where another one is missing for it',
      input: () => [{ operation: 'set-anchor-peers', name: 'Org1MSP', anchorpeers: [] }],
      path: 'operations[0].anchorpeers',
      message: /unknown field/,
    },
    {
      reason: 'a misspelt field deep inside',
      input: (pem) => [
        { operation: 'set-msp', mspID: 'Org1MSP', add: { rootCerts: [pem] } },
        { operation: 'set-orderer', batchSize: { maxMessageCounts: 1 } },
      ],
      path: 'operations[1].batchSize.maxMessageCounts',
      message: /unknown field/,
    },
    {
      reason: 'a field of another type',
      input: () => [{ operation: 'set-orderer', capabilities: 'V2_0' }],
      path: 'operations[0].capabilities',
      message: /must be a list/,
    },
    {
      reason: 'a field that is missing',
      input: () => [{ operation: 'remove-consenter', host: 'orderer.example.com' }],
      path: 'operations[0].port',
      message: /is missing/,
    },
    {
      reason: 'a certificate that is a file name',
      input: () => [{ operation: 'set-msp', mspID: 'Org1MSP', add: { rootCerts: ['certs/ca.pem'] } }],
      path: 'operations[0].add.rootCerts[0]',
      message: /not a certificate in PEM \(the certificate itself is needed, not the name of a file\)/,
    },
    {
      reason: 'a broken PEM',
      input: (pem) => [
        {
          operation: 'set-organization',
          name: 'Org1MSP',
          msp: { mspID: 'Org1MSP', rootCerts: [pem, pem.slice(0, -60)], tlsRootCerts: [] },
        },
      ],
      path: 'operations[0].msp.rootCerts[1]',
      message: /not a certificate/,
    },
    {
      reason: 'a PEM of something else',
      input: () => [
        {
          operation: 'set-msp',
          mspID: 'Org1MSP',
          add: { admins: ['-----BEGIN CERTIFICATE-----\nAAECAw==\n-----END CERTIFICATE-----\n'] },
        },
      ],
      path: 'operations[0].add.admins[0]',
      message: /not a certificate: parseCertificate failed/,
    },
    {
      reason: 'a certificate where a revocation list has to be',
      input: (pem) => [{ operation: 'revoke-certificates', mspID: 'Org1MSP', revocationList: [pem] }],
      path: 'operations[0].revocationList[0]',
      message: /not a revocation list/,
    },
    {
      reason: 'an MSP without root CA',
      input: () => [
        { operation: 'set-organization', name: 'X', msp: { mspID: 'XMSP', rootCerts: [], tlsRootCerts: [] } },
      ],
      path: 'operations[0].msp.rootCerts',
      message: /an MSP needs a root CA/,
    },
    {
      reason: 'a host without a port',
      input: () => [
        { operation: 'set-orderer-endpoints', name: 'X', ordererEndpoints: ['a.example.com:7050', 'b.example.com'] },
      ],
      path: 'operations[0].ordererEndpoints[1]',
      message: /'b\.example\.com' has no port: host:port is needed/,
    },
    {
      reason: 'a port that there is not',
      input: () => [{ operation: 'set-orderer-endpoints', name: 'X', ordererEndpoints: ['a.example.com:70500'] }],
      path: 'operations[0].ordererEndpoints[0]',
      message: /is no address|host:port/,
    },
    {
      reason: 'a port that is 0',
      input: () => [{ operation: 'set-anchor-peers', name: 'X', anchorPeers: [{ host: 'a.example.com', port: 0 }] }],
      path: 'operations[0].anchorPeers[0].port',
      message: /must be a port, 1 to 65535/,
    },
    {
      reason: 'a policy rule that cannot be parsed',
      input: () => [
        { operation: 'set-channel', policies: { Admins: { type: 'Signature', rule: "OR('Org1MSP.admin'" } } },
      ],
      path: 'operations[0].policies.Admins.rule',
      message: /invalid rule 'OR\('Org1MSP\.admin'': .* position 18/,
    },
    {
      reason: 'an implicit meta policy that cannot be parsed',
      input: () => [
        { operation: 'set-application', policies: { Admins: { type: 'ImplicitMeta', rule: 'SOME Admins' } } },
      ],
      path: 'operations[0].policies.Admins.rule',
      message: /unknown rule type 'SOME'/,
    },
    {
      reason: 'a policy of no kind that there is',
      input: () => [{ operation: 'set-channel', policies: { Admins: { type: 'MSP', rule: 'x' } } }],
      path: 'operations[0].policies.Admins.type',
      message: /must be 'ImplicitMeta' or 'Signature'/,
    },
    {
      reason: 'a policy name that Fabric refuses',
      input: () => [
        { operation: 'set-channel', policies: { 'My Policy': { type: 'ImplicitMeta', rule: 'ANY Admins' } } },
      ],
      path: 'operations[0].policies["My Policy"]',
      message: /must be a name of letters, digits, dots and hyphens/,
    },
    {
      reason: 'a duration that is none',
      input: () => [{ operation: 'set-orderer', options: { tickInterval: 'often' } }],
      path: 'operations[0].options.tickInterval',
      message: /'often' is no duration such as '500ms' or '2s'/,
    },
    {
      reason: 'an option that neither consensus has',
      input: () => [{ operation: 'set-orderer', options: { RequestBatchMaxSpeed: 1 } }],
      path: 'operations[0].options.RequestBatchMaxSpeed',
      message: /unknown field/,
    },
    {
      reason: 'a batch size of nothing',
      input: () => [{ operation: 'set-orderer', batchSize: { absoluteMaxBytes: '0 KB' } }],
      path: 'operations[0].batchSize.absoluteMaxBytes',
      message: /must be at least 1/,
    },
    {
      reason: 'leader rotation, which Fabric refuses',
      input: () => [{ operation: 'set-orderer', options: { LeaderRotation: 2 } }],
      path: 'operations[0].options.LeaderRotation',
      message: /leader rotation must be turned off/,
    },
    {
      reason: 'anchor peers on the orderer side',
      input: () => [{ operation: 'set-organization', name: 'X', groups: ['orderer'], anchorPeers: [] }],
      path: 'operations[0].anchorPeers',
      message: /only with 'application' among the groups/,
    },
    {
      reason: 'endpoints on the application side',
      input: () => [{ operation: 'set-organization', name: 'X', ordererEndpoints: [] }],
      path: 'operations[0].ordererEndpoints',
      message: /only with 'orderer' among the groups/,
    },
    {
      reason: 'an organization twice',
      input: () => [
        { operation: 'set-organization', name: 'X', anchorPeers: [] },
        { operation: 'remove-organization', name: 'X', groups: ['application'] },
      ],
      path: 'operations[1]',
      message: /application organization X is there twice, in operations\[0\] already/,
    },
    {
      reason: 'a consenter twice',
      input: (pem) => [
        { operation: 'remove-consenter', host: 'a', port: 1 },
        { operation: 'replace-consenter-certificate', host: 'a', port: 1, serverTlsCert: pem },
      ],
      path: 'operations[1]',
      message: /consenter a:1 is there twice/,
    },
    {
      reason: 'a consenter whose certificates stay',
      input: () => [{ operation: 'replace-consenter-certificate', host: 'a', port: 1 }],
      path: 'operations[0]',
      message: /gives no certificate/,
    },
    {
      reason: 'a CA that comes and goes',
      input: (pem) => [
        { operation: 'set-msp', mspID: 'A', add: { rootCerts: [pem] }, remove: { rootCerts: [`note\n${pem}`] } },
      ],
      path: 'operations[0].remove.rootCerts[0]',
      message: /is added by the same operation/,
    },
    {
      reason: 'an MSP that stays as it is',
      input: () => [{ operation: 'set-msp', mspID: 'Org1MSP' }],
      path: 'operations[0]',
      message: /changes nothing/,
    },
    {
      reason: 'an unknown step of a migration',
      input: () => [{ operation: 'migrate-consensus', step: 'jump' }],
      path: 'operations[0].step',
      message: /./,
    },
    {
      reason: 'a migration that names a consenter without identity',
      input: () => [
        { operation: 'migrate-consensus', step: 'switch', consenters: [{ id: 1, host: 'a', port: 1, mspID: 'AMSP' }] },
      ],
      path: 'operations[0].consenters[0].identity',
      message: /is missing/,
    },
  ];
  for (const { reason, input, path, message } of bad) {
    it(`refuses ${reason}`, () => {
      const error = thrownBy(() => parseOperations(input(authority.pem)));
      expect(error.path).to.equal(path);
      expect(error.code).to.equal('INVALID_PROFILE');
      expect(error.message)
        .to.match(message)
        .and.satisfy((text: string) => text.startsWith(path));
    });
  }

  it('takes sizes and durations as configtx.yaml has them', () => {
    expect(
      parseOperations([
        {
          operation: 'set-orderer',
          batchTimeout: '1m30s',
          batchSize: { maxMessageCount: 5, absoluteMaxBytes: '99 MB', preferredMaxBytes: '512 kb' },
          options: { tickInterval: '500ms', snapshotIntervalSize: '16 MB' },
        },
      ]),
    ).to.deep.equal([
      {
        operation: 'set-orderer',
        batchTimeout: 90_000,
        batchSize: { maxMessageCount: 5, absoluteMaxBytes: 99 * 1024 * 1024, preferredMaxBytes: 512 * 1024 },
        options: { tickInterval: '500ms', snapshotIntervalSize: 16 * 1024 * 1024 },
      },
    ]);
  });

  it("takes SmartBFT's options in lower camel case as well", () => {
    expect(
      parseOperations([{ operation: 'set-orderer', options: { requestBatchMaxInterval: '50ms', syncOnStart: true } }]),
    ).to.deep.equal([{ operation: 'set-orderer', options: { RequestBatchMaxInterval: '50ms', SyncOnStart: true } }]);
  });

  it('gives what it gave when it reads its own result', () => {
    const operations = parseOperations([
      { operation: 'set-orderer', batchTimeout: '2s', options: { requestPoolSize: 5 } },
      { operation: 'set-application', acls: { 'peer/Propose': '/Channel/Application/Writers', 'event/Block': null } },
    ]);
    expect(parseOperations(JSON.parse(JSON.stringify(operations)))).to.deep.equal(operations);
  });

  it('knows thirteen operations', () => {
    expect(operationNames).to.have.length(13);
  });
});

describe('readOperations', () => {
  it('reads YAML with anchors and merge keys', () => {
    const text = ['x-rule: &rule { type: ImplicitMeta, rule: ANY Admins }', 'operations: []'].join('\n');
    expect(() => readOperations(text)).to.throw(/operations: must be a list/);
    expect(
      readOperations(
        [
          '- operation: set-channel',
          '  policies:',
          '    One: &rule',
          '      type: ImplicitMeta',
          '      rule: ANY Admins',
          '    Two:',
          '      <<: *rule',
          '      rule: ALL Admins',
        ].join('\n'),
      ),
    ).to.deep.equal([
      {
        operation: 'set-channel',
        policies: {
          One: { type: 'ImplicitMeta', rule: 'ANY Admins' },
          Two: { type: 'ImplicitMeta', rule: 'ALL Admins' },
        },
      },
    ]);
  });

  it('reads JSON', () => {
    expect(readOperations('[{"operation":"set-channel","capabilities":["V3_0"]}]')).to.deep.equal([
      { operation: 'set-channel', capabilities: ['V3_0'] },
    ]);
  });

  const broken: readonly { reason: string; text: string; message: RegExp }[] = [
    { reason: 'no YAML', text: '- a: [1, 2', message: /^operations: / },
    { reason: 'nothing', text: '', message: /^operations: must be a list of operations/ },
    { reason: 'bytes', text: '\0\u0001\ufffd', message: /^operations: is no text/ },
    { reason: '10 MB of bytes', text: Buffer.alloc(10_000_000, 'x\0y').toString('latin1'), message: /longer than/ },
    { reason: 'a text without end', text: 'x'.repeat(5_000_000), message: /longer than/ },
    { reason: 'brackets without end', text: '['.repeat(1_000_000), message: /nested deeper than 64/ },
    { reason: 'lists in lists without end', text: '- '.repeat(1_000_000), message: /more than 100000 parts/ },
    { reason: 'a list without end', text: '- a: b\n'.repeat(400_000), message: /more than 100000 parts/ },
    {
      reason: 'aliases that multiply',
      text: [
        'a: &a [x, x, x, x, x, x, x, x, x, x]',
        ...'bcdefgh'.split('').map((name, index) => {
          const alias = `*${'abcdefgh'.charAt(index)}`;
          return `${name}: &${name} [${Array.from({ length: 10 }, () => alias).join(', ')}]`;
        }),
      ].join('\n'),
      message: /alias/,
    },
    { reason: 'one key twice', text: '- operation: set-channel\n  operation: set-orderer', message: /^operations: / },
  ];
  for (const { reason, text, message } of broken) {
    it(`refuses ${reason}`, () => {
      const error = thrownBy(() => readOperations(text));
      expect(error.code).to.equal('INVALID_PROFILE');
      expect(error.message).to.match(message).and.not.include('\n');
    });
  }
});
