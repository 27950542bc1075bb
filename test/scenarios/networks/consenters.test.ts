// SPDX-License-Identifier: Apache-2.0

import { newOrdererAdmin } from '@opssc/fabric-admin';
import type { OrdererNode } from '@opssc/network';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { readFile } from 'node:fs/promises';
import { consenterOperation } from '../../support/channel-operations.js';
import { startOrderedWorld } from '../../support/start-ordered-world.js';
import type { World } from '../../support/world.js';

const CHANNEL = 'mychannel';

const worlds = [
  { consensus: 'bft', organizations: 4 },
  { consensus: 'raft', organizations: 3 },
] as const;

for (const { consensus, organizations } of worlds) {
  describe(`the consenters of a ${consensus} channel`, function () {
    this.timeout(300_000);
    let world: World;

    before(async () => {
      world = await startOrderedWorld({ name: `consenters-${consensus}`, organizations, consensus });
    });

    after(() => world.stop());

    it('change by vote: one is added, gets new certificates, and is removed while another is down', async () => {
      const node = await world.consortium.network.addOrderer('org1');
      const org1 = world.consortium.organization('org1');
      await world.consortium.rewriteConfig('org1');
      await org1.agent?.stop();
      await org1.startAgent();

      const added = await world.changeChannel(CHANNEL, [await consenterOperation(node, consensus)]);
      await world.untilStatus(added, 'committed');
      await untilRelation(node, 'consenter');

      const renewed = await world.consortium.network.renewOrdererCertificates(node.name);
      const tlsCertificate = await readFile(renewed.tlsCertFile, 'utf8');
      const recertified = await world.changeChannel(CHANNEL, [
        {
          operation: 'replace-consenter-certificate',
          host: node.host,
          port: node.port,
          clientTlsCert: tlsCertificate,
          serverTlsCert: tlsCertificate,
          ...(consensus === 'bft' ? { identity: await readFile(renewed.identityCertFile, 'utf8') } : {}),
        },
      ]);
      await world.untilStatus(recertified, 'committed');
      await world.consortium.network.stopNode(node.name);
      await world.consortium.network.startNode(node.name);
      await untilRelation(renewed, 'consenter');

      const [, , third] = world.consortium.organizations;
      const down = third?.orderers[0]?.name ?? '';
      await world.consortium.network.stopNode(down);
      try {
        const removed = await world.changeChannel(CHANNEL, [
          { operation: 'remove-consenter', host: node.host, port: node.port },
        ]);
        await world.untilStatus(removed, 'committed');
      } finally {
        await world.consortium.network.startNode(down);
      }
      await world.untilConfigured({
        channelID: CHANNEL,
        what: 'no address of the removed consenter',
        isSo: ({ ordererEndpoints }) => !Object.values(ordererEndpoints).flat().includes(node.address),
      });
      const last = await world.changeChannel(CHANNEL, [
        { operation: 'set-orderer', batchSize: { preferredMaxBytes: 900_000 } },
      ]);
      await world.untilStatus(last, 'committed');
    });
  });
}

async function untilRelation(node: OrdererNode, relation: string): Promise<void> {
  const admin = newOrdererAdmin({
    endpoint: {
      name: node.name,
      url: node.adminUrl,
      tlsRootCerts: await readFile(node.tlsRootCertFile),
      clientCertificate: {
        certificate: await readFile(node.adminClientCertFile),
        privateKey: await readFile(node.adminClientKeyFile),
      },
    },
  });
  await waitFor(
    async () => {
      const channel = await admin.info(CHANNEL);
      return channel?.consensusRelation === relation && channel.status === 'active';
    },
    { what: `${node.name} is an active ${relation} of ${CHANNEL}` },
  );
}
