// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import type { ChannelOperation } from '@opssc/configtx';
import type { orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { IdentityFiles } from '../../../src/network.js';
import { needsFabric } from '../../support/fabric-commands.js';
import { TestChannel } from './support/test-channel.js';
import { TestNetwork } from './support/test-network.js';

/** An update as it is tried on a network of each kind; what it needs of the network it takes from there. */
interface Attempt {
  readonly reason: string;
  readonly operations: (test: TestNetwork, channel: TestChannel) => Promise<readonly ChannelOperation[]>;
  readonly signers: (test: TestNetwork, channel: TestChannel) => readonly IdentityFiles[];
}

const orderers = (_: TestNetwork, channel: TestChannel) => [channel.ordererAdmin];
const members = (test: TestNetwork) => [test.organization(1).admin, test.organization(2).admin];

const attempts: readonly Attempt[] = [
  {
    reason: 'nobody has signed who may',
    operations: () => Promise.resolve([{ operation: 'set-orderer', batchTimeout: 99 }]),
    signers: (test) => [test.organization(1).admin],
  },
  {
    reason: 'a minority has signed',
    operations: () => Promise.resolve([{ operation: 'set-application', acls: { 'event/Block': 'Writers' } }]),
    signers: (test) => [test.organization(2).admin],
  },
  {
    reason: 'a user sends it who is no administrator',
    operations: () => Promise.resolve([{ operation: 'set-orderer', batchTimeout: 99 }]),
    signers: (test) => [test.organization(1).user],
  },
  {
    reason: 'sizes contradict each other',
    operations: () => Promise.resolve([{ operation: 'set-orderer', batchSize: { absoluteMaxBytes: 1000 } }]),
    signers: orderers,
  },
  {
    reason: 'the orderer has no such capability',
    operations: () => Promise.resolve([{ operation: 'set-orderer', capabilities: ['V9_9'] }]),
    signers: orderers,
  },
  {
    reason: 'it leaves maintenance that it has not entered and changes more than that',
    operations: () =>
      Promise.resolve([
        { operation: 'migrate-consensus', step: 'enter-maintenance' },
        { operation: 'set-orderer', batchTimeout: 99 },
      ]),
    signers: orderers,
  },
  {
    reason: 'a policy does not parse where it is used',
    operations: () =>
      Promise.resolve([
        { operation: 'set-application', policies: { Admins: { type: 'ImplicitMeta', rule: 'ALL Nobodies' } } },
      ]),
    signers: members,
  },
  {
    reason: 'a consenter has a certificate of a strange CA',
    operations: async (test) => {
      const { tlsCertFile } = test.network.orderers[0] ?? { tlsCertFile: '' };
      const strange = await readFile(test.organization(1).crypto.tlsRootCertFile, 'utf8');
      expect(tlsCertFile).to.not.equal('');
      return [
        {
          operation: 'set-consenter',
          host: 'localhost',
          port: 9999,
          mspID: 'OrdererMSP',
          clientTlsCert: strange,
          serverTlsCert: strange,
          ...(test.network.consensus === 'bft' && { identity: strange, id: 99 }),
        },
      ];
    },
    signers: orderers,
  },
];

for (const consensus of ['raft', 'bft'] as const) {
  describe(`embedded ${consensus} orderers answer updates as Fabric's do`, () => {
    needsFabric();
    let networks: readonly TestNetwork[] = [];

    before(async () => {
      const options = { organizations: 2, peers: 1, consensus, batchTimeout: 50 };
      networks = [
        await TestNetwork.start({ ...options, backend: 'native' }),
        await TestNetwork.start({ ...options, backend: 'embedded' }),
      ];
    });

    after(() => Promise.all(networks.map((network) => network.close())));

    for (const { reason, operations, signers } of attempts) {
      it(`when ${reason}`, async () => {
        const answers = await onBoth(async (test) => {
          const channel = new TestChannel(test);
          return channel.submit({ operations: await operations(test, channel), signers: signers(test, channel) });
        });
        expect(answers.embedded).to.deep.equal(answers.fabric);
      });
    }

    it('when a stranger sends it', async () => {
      const answers = await onBoth(async (test) => {
        const { admin } = await test.network.addOrganization({ peers: 0, orderers: 0 });
        const channel = new TestChannel(test);
        return channel.submit({
          operations: [{ operation: 'set-orderer', batchTimeout: 99 }],
          signers: [admin, channel.ordererAdmin],
        });
      });
      expect(answers.embedded).to.deep.equal(answers.fabric);
    });

    it('when it has been taken already', async () => {
      const answers = await onBoth(async (test) => {
        const channel = new TestChannel(test);
        const from = await channel.config();
        const operations: ChannelOperation[] = [{ operation: 'set-orderer', batchSize: { maxMessageCount: 3 } }];
        await channel.update({ operations, signers: [channel.ordererAdmin], from });
        return channel.submit({ operations, signers: [channel.ordererAdmin], from });
      });
      expect(answers.embedded).to.deep.equal(answers.fabric);
    });

    interface Answer {
      readonly status: number;
      readonly info: string;
    }

    async function onBoth(
      attempt: (test: TestNetwork) => Promise<orderer.BroadcastResponse>,
    ): Promise<Record<'fabric' | 'embedded', Answer | undefined>> {
      const [fabric, embedded] = await Promise.all(
        networks.map(async (test) => {
          const answer = await attempt(test);
          return { status: answer.getStatus(), info: withoutPlaces(answer.getInfo()) };
        }),
      );
      return { fabric, embedded };
    }
  });
}

/** What differs between any two networks: certificates and ports. */
function withoutPlaces(info: string): string {
  return info
    .replaceAll(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g, 'CERTIFICATE')
    .replaceAll(/\b[0-9a-f]{32,}\b/g, 'HEX');
}
