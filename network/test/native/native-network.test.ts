// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity, newPeerAdmin } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetwork, type Network, type NetworkNode, type NetworkOrganization } from '../../src/index.js';
import { processIdentity } from '../../src/process-identity.js';
import { waitUntil } from '../../src/wait-until.js';
import { needsFabric, runAs } from '../support/fabric-commands.js';
import { failureOf } from '../support/failure-of.js';

const channelID = 'mychannel';

for (const consensus of ['raft', 'bft'] as const) {
  describe(`a native network with ${consensus}`, () => {
    needsFabric();
    let dir: string;
    let network: Network;
    const lines: string[] = [];

    before(async () => {
      dir = await mkdtemp(join(tmpdir(), 'opssc-native-'));
      const log = (line: string) => lines.push(line);
      network = await createNetwork({ backend: 'native', dir, consensus, channels: [channelID], log });
      await network.start();
    });

    after(async () => {
      await network.stop();
      await rm(dir, { recursive: true, force: true });
    });

    it("joins every peer, as each organization's env.sh shows", async () => {
      for (const organization of network.organizations) {
        for (const peer of organization.peers) {
          const answer = await runAs(organization, `CORE_PEER_ADDRESS=${peer.address} peer channel list`);
          expect(answer).to.include(`\n${channelID}\n`);
        }
      }
    });

    it('joins every orderer, as osnadmin shows', async () => {
      for (const { adminUrl } of network.orderers) {
        const answer = await runAs(
          organizationOf(network, 'org1'),
          `osnadmin channel list --channelID ${channelID} -o ${adminUrl.slice('https://'.length)} --ca-file "$ORDERER_CA" \
            --client-cert "$ORDERER_ADMIN_TLS_SIGN_CERT" --client-key "$ORDERER_ADMIN_TLS_PRIVATE_KEY"`,
        );
        expect(answer).to.match(/"status": "active"/);
      }
    });

    it('takes a transaction of each organization at once', async () => {
      for (const organization of network.organizations) {
        expect(await approve(organization, 1)).to.include('committed with status (VALID)');
      }
    });

    it('goes on while a peer and an orderer are stopped, and they catch up when they are back', async () => {
      const [org1, org2] = [organizationOf(network, 'org1'), organizationOf(network, 'org2')];
      const [, stopped] = org2.peers;
      const orderer = network.orderers.at(-1);
      if (stopped === undefined || orderer === undefined) {
        throw new Error('the network is too small for this test');
      }
      await network.stopNode(stopped.name);
      await network.stopNode(orderer.name);
      const running = (await network.nodeStatus()).filter((node) => !node.running).map(({ name }) => name);
      expect(running).to.deep.equal([orderer.name, stopped.name]);

      expect(await approve(org1, 2)).to.include('committed with status (VALID)');
      const height = await heightAt(org1, org1.peers[0]);

      await network.startNode(stopped.name);
      await network.startNode(orderer.name);
      expect((await network.nodeStatus()).every((node) => node.running)).to.equal(true);
      const caughtUp = async () => (await heightAt(org2, stopped)) >= height;
      expect(await waitUntil(caughtUp, { timeout: 30_000 })).to.equal(true);
    });

    it('tells of a node that ends by itself, and starts it again', async () => {
      const name = 'peer0.org3.example.com';
      const status = async () => (await network.nodeStatus()).find((node) => node.name === name);
      process.kill((await status())?.pid ?? 0, 'SIGKILL');
      const told = () => Promise.resolve(lines.some((line) => line.startsWith(`${name} ended by itself: SIGKILL`)));
      expect(await waitUntil(told, { timeout: 10_000 })).to.equal(true);
      expect(await status()).to.include({ running: false });
      await network.startNode(name);
      expect(await runAs(organizationOf(network, 'org3'), 'peer channel list')).to.include(`\n${channelID}\n`);
    });

    it('creates another channel for some of the organizations', async () => {
      await network.createChannel('pair', ['org1', 'org3']);
      expect(network.channels).to.deep.equal([channelID, 'pair']);
      expect(await runAs(organizationOf(network, 'org3'), 'peer channel list')).to.include('\npair\n');
      expect(await runAs(organizationOf(network, 'org2'), 'peer channel list')).to.not.include('\npair\n');
    });

    it('leaves no process, and starts again with what it had', async () => {
      const pids = (await network.nodeStatus()).flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
      expect(pids).to.have.length(network.orderers.length + 6);
      const org1 = organizationOf(network, 'org1');
      const height = await heightAt(org1, org1.peers[0]);
      await network.stop();
      await network.stop();
      expect(await Promise.all(pids.map(processIdentity))).to.deep.equal(pids.map(() => undefined));

      await network.start();
      expect(await heightAt(org1, org1.peers[0])).to.equal(height);
      expect(await approve(org1, 3)).to.include('committed with status (VALID)');
    });
  });
}

describe('a native network that cannot start', () => {
  needsFabric();

  it('says which node failed with its last lines, and leaves none running', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'opssc-native-'));
    const network = await createNetwork({ backend: 'native', dir, organizations: 1, peers: 1, orderers: 1 });
    const [org1] = network.organizations;
    await rm(join(org1?.peers[0]?.dir ?? '', 'msp', 'keystore'), { recursive: true });
    const failure = await failureOf(network.start());
    expect(failure.code).to.equal('NODE_FAILED');
    expect(failure.message).to.match(
      /^peer0\.org1\.example\.com ended at its start: .*\nlast lines of .*:\n.*KeyMaterial not found/s,
    );
    expect((await network.nodeStatus()).map(({ running }) => running)).to.deep.equal([false, false]);
    expect(await readFile(join(dir, 'logs', 'orderer1.example.com.log'), 'utf8')).to.not.equal('');
    await rm(dir, { recursive: true, force: true });
  });
});

/** A transaction that only this organization endorses; the command waits until its peer has committed it. */
function approve(organization: NetworkOrganization, sequence: number): Promise<string> {
  return runAs(
    organization,
    `peer lifecycle chaincode approveformyorg -o "$ORDERER_ADDRESS" --tls --cafile "$ORDERER_CA" \
      --channelID ${channelID} --name none --version ${sequence} --sequence 1`,
  );
}

async function heightAt(organization: NetworkOrganization, node: NetworkNode | undefined): Promise<bigint> {
  if (node === undefined) {
    throw new Error(`${organization.name} has no such peer`);
  }
  const admin = newPeerAdmin({
    endpoint: { name: node.name, address: node.address, tlsRootCerts: await readFile(node.tlsRootCertFile) },
    identity: await newFileSigningIdentity(organization.admin),
  });
  try {
    return (await admin.getChainInfo(channelID)).height;
  } finally {
    admin.close();
  }
}

function organizationOf(network: Network, name: string): NetworkOrganization {
  const found = network.organizations.find((organization) => organization.name === name);
  if (found === undefined) {
    throw new Error(`no organization ${name}`);
  }
  return found;
}
