// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { applyOperations, type ChannelOperation, parseOperations, validateOperations } from '../../src/index.js';
import { newTestAuthority, type TestAuthority } from '../support/test-authority.js';
import {
  consenterFields,
  consensusNames,
  newOperationsChannel,
  newTestNode,
  newTestOrganization,
  type ConsensusName,
  type OperationsChannel,
  type TestNode,
  type TestOrganization,
} from '../support/operations-channel.js';
import { thrownBy } from '../support/thrown-by.js';

const now = new Date();
const lastYear = new Date(now.getTime() - 364 * 24 * 60 * 60 * 1000);

/** What the table's operations are made of. */
interface World {
  readonly channel: OperationsChannel;
  readonly joining: TestOrganization;
  readonly expired: { readonly root: TestAuthority; readonly tls: string; readonly identity: string };
  readonly stranger: TestNode;
  readonly strangersList: string;
  readonly consensus: ConsensusName;
}

interface Case {
  readonly reason: string;
  readonly operations: (world: World) => readonly ChannelOperation[];
  readonly path: string;
  readonly message: RegExp;
  readonly only?: ConsensusName;
}

const cases: readonly Case[] = [
  {
    reason: 'an expired CA',
    operations: ({ channel, expired }) => [
      { operation: 'set-orderer', batchTimeout: 1 },
      { operation: 'set-msp', mspID: channel.peersOnly.mspID, add: { rootCerts: [expired.root.pem] } },
    ],
    path: 'operations[1].add.rootCerts[0]',
    message: /the certificate has expired, on \d{4}-/,
  },
  {
    reason: 'an expired CA of a new organization',
    operations: ({ joining, expired }) => [
      {
        operation: 'set-organization',
        name: joining.mspID,
        msp: { ...joining.msp, rootCerts: [...joining.msp.rootCerts, expired.root.pem] },
      },
    ],
    path: 'operations[0].msp.rootCerts[1]',
    message: /the certificate has expired/,
  },
  {
    reason: 'an expired certificate of a consenter',
    operations: ({ channel, expired }) => {
      const { host, port } = channel.organizations[0].node;
      return [{ operation: 'replace-consenter-certificate', host, port, clientTlsCert: expired.tls }];
    },
    path: 'operations[0].clientTlsCert',
    message: /the certificate has expired/,
  },
  {
    reason: 'a consenter that no TLS CA of the channel has certified',
    operations: ({ channel, stranger, consensus }) => [
      {
        operation: 'set-consenter',
        ...consenterFields({ mspID: channel.organizations[0].mspID, node: stranger }, consensus),
      },
    ],
    path: 'operations[0].clientTlsCert',
    message: /not issued by a TLS CA/,
  },
  {
    reason: 'a consenter of an organization that is not there',
    operations: ({ joining, consensus }) => [{ operation: 'set-consenter', ...consenterFields(joining, consensus) }],
    path: 'operations[0].mspID',
    message: /no orderer organization with MSP Org6MSP/,
  },
  {
    reason: 'a consenter with an identity of another organization',
    operations: ({ channel }) => {
      const [first, second] = channel.organizations;
      const node = { ...first.node, host: 'new.example.com', identity: second.node.identity };
      return [{ operation: 'set-consenter', ...consenterFields({ mspID: first.mspID, node }, 'BFT') }];
    },
    path: 'operations[0].identity',
    message: /no identity of Org1MSP/,
    only: 'BFT',
  },
  {
    reason: 'a consenter with the id of another one',
    operations: ({ channel }) => {
      const [, { mspID, node }] = channel.organizations;
      return [{ operation: 'set-consenter', id: 1, ...consenterFields({ mspID, node }, 'BFT') }];
    },
    path: 'operations[0].id',
    message: /another consenter has id 1/,
    only: 'BFT',
  },
  {
    reason: 'a Raft consenter with an identity',
    operations: ({ channel }) => {
      const [, { mspID, node }] = channel.organizations;
      return [{ operation: 'set-consenter', ...consenterFields({ mspID, node }, 'BFT') }];
    },
    path: 'operations[0].identity',
    message: /this is a Raft channel/,
    only: 'etcdraft',
  },
  {
    reason: 'a consenter to remove that is not there',
    operations: () => [{ operation: 'remove-consenter', host: 'nowhere.example.com', port: 7050 }],
    path: 'operations[0]',
    message: /no consenter nowhere\.example\.com:7050/,
  },
  {
    reason: 'new certificates for a consenter that is not there',
    operations: ({ stranger }) => [
      { operation: 'replace-consenter-certificate', host: 'nowhere', port: 1, serverTlsCert: stranger.tlsCert },
    ],
    path: 'operations[0]',
    message: /no consenter nowhere:1/,
  },
  {
    reason: 'the last consenter to remove',
    operations: ({ channel }) =>
      channel.organizations.map(({ node }) => ({ operation: 'remove-consenter', host: node.host, port: node.port })),
    path: 'operations[3]',
    message: /is the only consenter/,
  },
  {
    reason: 'an organization to remove that is not there',
    operations: () => [{ operation: 'remove-organization', name: 'NobodyMSP' }],
    path: 'operations[0].name',
    message: /the channel has no organization NobodyMSP/,
  },
  {
    reason: 'an organization to remove from where it is not',
    operations: ({ channel }) => [
      { operation: 'remove-organization', name: channel.peersOnly.mspID, groups: ['application', 'orderer'] },
    ],
    path: 'operations[0].name',
    message: /the channel has no orderer organization Org5MSP/,
  },
  {
    reason: 'an organization to remove that has consenters',
    operations: () => [{ operation: 'remove-organization', name: 'Org1MSP' }],
    path: 'operations[0].name',
    message: /still has consenter orderer\.org1\.example\.com:7050/,
  },
  {
    reason: 'an organization with an MSP that another one has',
    operations: ({ channel }) => [{ operation: 'set-organization', name: 'Fifth', msp: channel.peersOnly.msp }],
    path: 'operations[0].msp.mspID',
    message: /application organization Org5MSP has this MSP already/,
  },
  {
    reason: 'a consenter with the certificates of another one',
    operations: ({ channel }) => {
      const { mspID, node } = channel.organizations[0];
      return [{ operation: 'set-consenter', ...consenterFields({ mspID, node: { ...node, port: 7051 } }, 'etcdraft') }];
    },
    path: 'operations[0].serverTlsCert',
    message: /another consenter has the same TLS certificates/,
    only: 'etcdraft',
  },
  {
    reason: 'a new orderer organization without endpoints',
    operations: ({ joining }) => [
      { operation: 'set-organization', name: joining.mspID, groups: ['orderer'], msp: joining.msp },
    ],
    path: 'operations[0].ordererEndpoints',
    message: /needs them since V3_0/,
  },
  {
    reason: 'no endpoints for an orderer organization',
    operations: () => [{ operation: 'set-orderer-endpoints', name: 'Org1MSP', ordererEndpoints: [] }],
    path: 'operations[0].ordererEndpoints',
    message: /needs one since V3_0/,
  },
  {
    reason: 'another MSP ID for an organization',
    operations: ({ joining }) => [{ operation: 'set-organization', name: 'Org5MSP', msp: joining.msp }],
    path: 'operations[0].msp.mspID',
    message: /attempted to change MSP ID from Org5MSP to Org6MSP/,
  },
  {
    reason: 'an organization that is new and has not all the policies it needs',
    operations: ({ joining }) => [
      {
        operation: 'set-organization',
        name: joining.mspID,
        msp: joining.msp,
        policies: { Admins: { type: 'Signature', rule: "OR('Org6MSP.admin')" } },
      },
    ],
    path: 'operations[0].policies',
    message: /no Readers policy/,
  },
  {
    reason: 'a policy to take out that every group needs',
    operations: () => [{ operation: 'set-application', policies: { Admins: null } }],
    path: 'operations[0].policies.Admins',
    message: /every group needs a policy Admins/,
  },
  {
    reason: 'a policy to take out that is not there',
    operations: () => [{ operation: 'set-channel', policies: { Nothing: null } }],
    path: 'operations[0].policies.Nothing',
    message: /there is no policy Nothing/,
  },
  {
    reason: "the blocks' policy of a BFT channel",
    operations: () => [
      { operation: 'set-orderer', policies: { BlockValidation: { type: 'ImplicitMeta', rule: 'ANY Writers' } } },
    ],
    path: 'operations[0].policies.BlockValidation',
    message: /changes with them/,
    only: 'BFT',
  },
  {
    reason: 'an ordering service without policy for its blocks',
    operations: () => [{ operation: 'set-orderer', policies: { BlockValidation: null } }],
    path: 'operations[0].policies.BlockValidation',
    message: /needs it/,
  },
  {
    reason: 'a capability that no Fabric has',
    operations: () => [{ operation: 'set-application', capabilities: ['V2_0', 'V9_9'] }],
    path: 'operations[0].capabilities[1]',
    message: /no application capability of Fabric; there are V1_1, /,
  },
  {
    reason: 'an ACL with a policy that is not there',
    operations: () => [{ operation: 'set-application', acls: { 'peer/Propose': '/Channel/Application/Writer' } }],
    path: 'operations[0].acls["peer/Propose"]',
    message: /no policy \/Channel\/Application\/Writer/,
  },
  {
    reason: 'an ACL to take out that is not there',
    operations: () => [{ operation: 'set-application', acls: { 'peer/Propose': null } }],
    path: 'operations[0].acls["peer/Propose"]',
    message: /no such ACL/,
  },
  {
    reason: 'sizes of batches that contradict each other',
    operations: () => [{ operation: 'set-orderer', batchSize: { absoluteMaxBytes: 1 } }],
    path: 'operations[0].batchSize',
    message: /preferred max bytes \(2097152\) greater than the absolute max bytes \(1\)/,
  },
  {
    reason: 'ticks in the wrong order',
    operations: () => [{ operation: 'set-orderer', options: { electionTick: 1 } }],
    path: 'operations[0].options',
    message: /ElectionTick \(1\) must be greater than HeartbeatTick \(1\)/,
    only: 'etcdraft',
  },
  {
    reason: 'global addresses with V3_0',
    operations: () => [{ operation: 'set-channel', ordererAddresses: ['a:1'] }],
    path: 'operations[0].ordererAddresses',
    message: /not allowed with V3_0/,
  },
  {
    reason: 'a CA to take out that is not there',
    operations: ({ joining }) => [
      { operation: 'set-msp', mspID: 'Org1MSP', remove: { rootCerts: [joining.authority.pem] } },
    ],
    path: 'operations[0].remove.rootCerts[0]',
    message: /is not among the rootCerts of Org1MSP/,
  },
  {
    reason: 'the only CA to take out',
    operations: ({ channel }) => [
      { operation: 'set-msp', mspID: 'Org5MSP', remove: { rootCerts: [channel.peersOnly.authority.pem] } },
    ],
    path: 'operations[0]',
    message: /MSP Org5MSP is not valid: expected at least one CA certificate/,
  },
  {
    reason: 'a CA that is none',
    operations: ({ channel }) => [
      { operation: 'set-msp', mspID: 'Org5MSP', add: { rootCerts: [channel.peersOnly.node.identity] } },
    ],
    path: 'operations[0]',
    message: /MSP Org5MSP is not valid/,
  },
  {
    reason: 'an intermediate CA of another organization',
    operations: ({ joining }) => [
      { operation: 'set-msp', mspID: 'Org5MSP', add: { intermediateCerts: [joining.authority.pem] } },
    ],
    path: 'operations[0]',
    message: /MSP Org5MSP is not valid/,
  },
  {
    reason: 'a revocation list of another CA',
    operations: ({ strangersList }) => [
      { operation: 'revoke-certificates', mspID: 'Org1MSP', revocationList: [strangersList] },
    ],
    path: 'operations[0].revocationList[0]',
    message: /not signed by a CA of Org1MSP/,
  },
  {
    reason: 'revocations in an MSP that is not there',
    operations: ({ strangersList }) => [
      { operation: 'revoke-certificates', mspID: 'NobodyMSP', revocationList: [strangersList] },
    ],
    path: 'operations[0].mspID',
    message: /no organization with MSP NobodyMSP/,
  },
  {
    reason: 'maintenance mode among other changes',
    operations: () => [
      { operation: 'set-orderer', batchTimeout: 1 },
      { operation: 'migrate-consensus', step: 'enter-maintenance' },
    ],
    path: 'operations[1].step',
    message: /must be the only operation of an update/,
  },
  {
    reason: 'leaving a maintenance mode that it is not in',
    operations: () => [{ operation: 'migrate-consensus', step: 'leave-maintenance' }],
    path: 'operations[0].step',
    message: /not in maintenance mode/,
  },
  {
    reason: 'the migration of a BFT channel',
    operations: () => [{ operation: 'migrate-consensus', step: 'enter-maintenance' }],
    path: 'operations[0].step',
    message: /only a Raft channel can be migrated/,
    only: 'BFT',
  },
];

for (const consensus of consensusNames) {
  describe(`validateOperations on a ${consensus} channel`, () => {
    let world: World;
    let config: common.Config;

    before(async () => {
      const channel = await newOperationsChannel();
      const stranger = await newTestOrganization(9);
      const dates = { notAfter: lastYear };
      const root = await newTestAuthority({ commonName: 'expired.example.com', ...dates });
      const { tlsAuthority, authority } = channel.organizations[0];
      world = {
        channel,
        joining: await newTestOrganization(6),
        expired: {
          root,
          tls: (await tlsAuthority.issue({ commonName: 'orderer.org1.example.com', ...dates })).pem,
          identity: (await authority.issue({ commonName: 'orderer.org1.example.com', ...dates })).pem,
        },
        stranger: await newTestNode(stranger, 'orderer.org9.example.com'),
        strangersList: await stranger.authority.revoke(),
        consensus,
      };
      config = channel.configs[consensus];
    });

    for (const { reason, operations, path, message } of cases.filter(
      (entry) => (entry.only ?? consensus) === consensus,
    )) {
      it(`refuses ${reason}`, () => {
        const parsed = parseOperations(operations(world));
        const error = thrownBy(() => {
          validateOperations(config, parsed, { now });
        });
        expect(error.path).to.equal(path);
        expect(error.code).to.equal('INVALID_PROFILE');
        expect(error.message)
          .to.match(message)
          .and.satisfy((text: string) => text.startsWith(`${path}: `));
      });
    }

    it('takes what an earlier operation of the list brings', () => {
      const { joining } = world;
      validateOperations(
        config,
        parseOperations([
          {
            operation: 'set-organization',
            name: joining.mspID,
            groups: ['orderer', 'application'],
            msp: joining.msp,
            ordererEndpoints: ['orderer.org6.example.com:7050'],
          },
          { operation: 'set-consenter', ...consenterFields(joining, consensus) },
        ]),
        { now },
      );
    });

    it('takes an expired CA that goes', () => {
      const { expired, channel } = world;
      const { mspID } = channel.peersOnly;
      const withExpired = applyOperations(config, [
        { operation: 'set-msp', mspID, add: { rootCerts: [expired.root.pem] } },
      ]);
      validateOperations(withExpired, [{ operation: 'set-msp', mspID, remove: { rootCerts: [expired.root.pem] } }], {
        now,
      });
    });

    if (consensus === 'BFT') {
      it('refuses operations that would do something else when they are applied again', () => {
        const { mspID, node } = world.channel.organizations[0];
        const moved = { ...node, host: 'elsewhere.org1.example.com' };
        const error = thrownBy(() => {
          validateOperations(
            config,
            [
              { operation: 'set-consenter', ...consenterFields({ mspID, node }, consensus) },
              { operation: 'set-consenter', id: 1, ...consenterFields({ mspID, node: moved }, consensus) },
            ],
            { now },
          );
        });
        expect(error.path).to.equal('operations');
        expect(error.message).to.match(/contradict one another/);
      });
    }
  });
}
