// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  applyOperations,
  type ChannelOperation,
  computeUpdate,
  type ConfigSigner,
  configUpdateBytes,
  newConfigUpdateEnvelope,
  parseOperations,
  signConfigUpdate,
  simulateUpdate,
  validateOperations,
} from '../../src/index.js';
import {
  consenterFields,
  consensusNames,
  type ConsensusName,
  newOperationsChannel,
  newTestNode,
  newTestOrganization,
  type OperationsChannel,
  type TestNode,
  type TestOrganization,
} from '../support/operations-channel.js';
import { testSigner } from '../support/test-channel.js';

const channelID = 'mychannel';
const now = new Date();

interface World {
  readonly channel: OperationsChannel;
  readonly joining: TestOrganization;
  readonly renewed: TestNode;
  readonly revocationList: string;
}

type Steps = readonly { readonly step: string; readonly operations: readonly ChannelOperation[] }[];

/** Updates one after the other, as a consortium might make them. */
function updatesOf({ channel, joining, renewed, revocationList }: World, consensus: ConsensusName): Steps {
  const [first, second] = channel.organizations;
  const isBft = consensus === 'BFT';
  return [
    {
      step: 'a new organization on both sides, with a consenter',
      operations: [
        {
          operation: 'set-organization',
          name: joining.mspID,
          groups: ['application', 'orderer'],
          msp: joining.msp,
          anchorPeers: [{ host: 'peer0.org6.example.com', port: 7051 }],
          ordererEndpoints: [`${joining.node.host}:${joining.node.port}`],
        },
        { operation: 'set-consenter', ...consenterFields(joining, consensus) },
      ],
    },
    {
      step: 'new certificates for a consenter',
      operations: [
        {
          operation: 'replace-consenter-certificate',
          host: renewed.host,
          port: renewed.port,
          clientTlsCert: renewed.tlsCert,
          serverTlsCert: renewed.tlsCert,
          ...(isBft && { identity: renewed.identity }),
        },
      ],
    },
    {
      step: 'a consenter less',
      operations: [{ operation: 'remove-consenter', host: first.node.host, port: first.node.port }],
    },
    {
      step: 'the consenter back',
      operations: [{ operation: 'set-consenter', ...consenterFields(first, consensus) }],
    },
    {
      step: 'parameters of the ordering service',
      operations: [
        {
          operation: 'set-orderer',
          batchTimeout: 500,
          batchSize: { maxMessageCount: 10, preferredMaxBytes: 1024 },
          options: isBft ? { RequestBatchMaxInterval: '60ms' } : { tickInterval: '100ms' },
          policies: { Extra: { type: 'ImplicitMeta', rule: 'ANY Admins' } },
        },
      ],
    },
    {
      step: 'policies, ACLs and capabilities',
      operations: [
        { operation: 'set-channel', policies: { Extra: { type: 'Signature', rule: "OR('Org1MSP.admin')" } } },
        {
          operation: 'set-application',
          acls: { 'peer/Propose': '/Channel/Application/Writers', 'event/Block': null },
          capabilities: ['V2_0'],
        },
      ],
    },
    {
      step: 'addresses',
      operations: [
        { operation: 'set-anchor-peers', name: 'Org1MSP', anchorPeers: [] },
        {
          operation: 'set-orderer-endpoints',
          name: 'Org2MSP',
          ordererEndpoints: ['localhost:7050', 'orderer.org2.example.com:7050'],
        },
      ],
    },
    {
      step: 'a second CA',
      operations: [
        {
          operation: 'set-msp',
          mspID: second.mspID,
          add: { rootCerts: [channel.peersOnly.authority.pem], tlsRootCerts: [channel.peersOnly.tlsAuthority.pem] },
          nodeOUs: true,
        },
      ],
    },
    {
      step: 'a revoked certificate',
      operations: [{ operation: 'revoke-certificates', mspID: first.mspID, revocationList: [revocationList] }],
    },
    {
      step: 'the consenter of an organization that leaves',
      operations: [{ operation: 'remove-consenter', host: joining.node.host, port: joining.node.port }],
    },
    {
      step: 'an organization that leaves',
      operations: [{ operation: 'remove-organization', name: joining.mspID }],
    },
    ...(isBft ? [] : migrationOf(channel)),
  ];
}

function migrationOf({ organizations }: OperationsChannel): Steps {
  const ids = new Map(organizations.map(({ node }, index) => [node.host, index + 1]));
  return [
    { step: 'maintenance', operations: [{ operation: 'migrate-consensus', step: 'enter-maintenance' }] },
    {
      step: 'BFT instead of Raft',
      operations: [
        {
          operation: 'migrate-consensus',
          step: 'switch',
          consenters: organizations.map(({ mspID, node: { host, port, identity } }) => ({
            id: ids.get(host) ?? 0,
            host,
            port,
            mspID,
            identity,
          })),
        },
      ],
    },
    { step: 'the end of maintenance', operations: [{ operation: 'migrate-consensus', step: 'leave-maintenance' }] },
  ];
}

for (const consensus of consensusNames) {
  describe(`operations on a ${consensus} channel, by the rules of the ordering service`, () => {
    let world: World;
    let admins: ConfigSigner[];
    let current: common.Config;

    before(async () => {
      const channel = await newOperationsChannel();
      const joining = await newTestOrganization(6);
      const [first, second] = channel.organizations;
      const revoked = await first.authority.issue({ commonName: 'somebody', units: ['client'] });
      world = {
        channel,
        joining,
        renewed: await newTestNode(second, second.node.host),
        revocationList: await first.authority.revoke(revoked),
      };
      admins = await Promise.all(
        [...channel.organizations, channel.peersOnly].map(async ({ mspID, authority }) =>
          testSigner(mspID, await authority.issue({ commonName: 'admin', units: ['admin'] })),
        ),
      );
      current = channel.configs[consensus];
    });

    async function update(operations: readonly ChannelOperation[]): Promise<common.Config> {
      const parsed = parseOperations(JSON.parse(JSON.stringify(operations)));
      validateOperations(current, parsed, { now });
      const difference = computeUpdate({
        channelID,
        original: current,
        updated: applyOperations(current, parsed),
      });
      if (!difference) {
        throw new Error('nothing changed');
      }
      const bytes = configUpdateBytes(difference);
      const signatures = await Promise.all(admins.map((admin) => signConfigUpdate(bytes, admin)));
      const envelope = newConfigUpdateEnvelope(bytes, signatures);
      const config = simulateUpdate({ channelID, current, envelope, now }).getConfig();
      if (!config) {
        throw new Error('no configuration');
      }
      expect(
        computeUpdate({ channelID, original: config, updated: applyOperations(config, parsed) }),
        'in force',
      ).to.equal(undefined);
      return config;
    }

    it('are taken one after the other, and are in force then', async () => {
      for (const { step, operations } of updatesOf(world, consensus)) {
        try {
          current = await update(operations);
        } catch (cause) {
          throw new Error(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
        }
      }
      expect(current.getSequence()).to.equal(updatesOf(world, consensus).length);
    });
  });
}
