// SPDX-License-Identifier: Apache-2.0

import { type ChannelOperation, type MspProfile, readChannelConfig } from '@opssc/configtx';
import { expect } from 'chai';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createNetwork,
  type Network,
  type NetworkOptions,
  type NetworkOrganization,
  openNetwork,
  type OrdererNode,
} from '../src/index.js';
import { asPeerAdmin, ordererAdminOf } from '../src/node-admins.js';
import { ChannelDriver } from './support/channel-driver.js';
import { needsFabric, runAs } from './support/fabric-commands.js';

const channelID = 'mychannel';

const layouts = [
  { consensus: 'raft', organizations: 3 },
  { consensus: 'bft', organizations: 4 },
] as const;

/** One of the two where `OPSSC_BACKEND` says so. */
const backends = (['embedded', 'native'] as const).filter(
  (backend) => (process.env['OPSSC_BACKEND'] ?? backend) === backend,
);

for (const backend of backends) {
  for (const layout of layouts) {
    describe(`${layout.organizations} organizations with orderers of their own: ${backend}, ${layout.consensus}`, () => {
      ownOrdering({ backend, ...layout });
    });
  }
}

function ownOrdering(
  options: Pick<NetworkOptions, 'backend' | 'consensus'> & { readonly organizations: number },
): void {
  if (options.backend === 'native') {
    needsFabric();
  }
  let dir: string;
  let network: Network;
  let channel: ChannelDriver;
  let founders: readonly NetworkOrganization[];
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-own-'));
    network = await createNetwork({ ...options, ordering: 'own', peers: 1, channels: [channelID], dir, log });
    channel = new ChannelDriver(network, channelID);
    founders = network.organizations;
    await network.start();
  });

  after(async () => {
    await network.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const channelsByNode = async () =>
    Object.fromEntries((await network.nodeStatus()).map(({ name, channels }) => [name, channels]));

  it('has each organization on both sides of the channel, as every orderer tells', async () => {
    const mspIDs = founders.map(({ mspID }) => mspID);
    for (const orderer of network.orderers) {
      const { members, ordererEndpoints } = readChannelConfig(await channel.configBlock(orderer));
      expect(members).to.deep.equal(mspIDs);
      expect(ordererEndpoints).to.deep.equal(
        Object.fromEntries(founders.map(({ mspID, orderers }) => [mspID, orderers.map(({ address }) => address)])),
      );
    }
  });

  it('takes a configuration update, which comes to every node', async () => {
    const operations: ChannelOperation[] = [{ operation: 'set-orderer', batchTimeout: 120 }];
    const sequence = await channel.update(at(network.orderers, -1), founders, operations);
    await channel.reaches(sequence, { orderers: network.orderers, organizations: founders });
  });

  it('adds an organization whose nodes have joined nothing', async () => {
    const added = await network.addOrganization();
    const channels = await channelsByNode();
    for (const { name } of [...added.peers, ...added.orderers]) {
      expect(channels[name], name).to.deep.equal([]);
    }
    expect(await (await ordererAdminOf(at(added.orderers, 0))).list()).to.deep.equal([]);
    if (options.backend === 'native') {
      const list = `osnadmin channel list -o "$ORDERER_ADMIN_ADDRESS" --ca-file "$ORDERER_CA" \
        --client-cert "$ORDERER_ADMIN_TLS_SIGN_CERT" --client-key "$ORDERER_ADMIN_TLS_PRIVATE_KEY"`;
      expect(await runAs(added, list)).to.include('"channels": null');
    }
  });

  it('takes the organization and its consenter into the channel, by updates alone', async () => {
    const newcomer = at(network.organizations, -1);
    const orderer = at(newcomer.orderers, 0);
    const consenting = at(network.orderers, 0);
    const joining: ChannelOperation = {
      operation: 'set-organization',
      name: newcomer.mspID,
      groups: ['application', 'orderer'],
      msp: await mspOf(newcomer),
      ordererEndpoints: newcomer.orderers.map(({ address }) => address),
    };
    await channel.update(consenting, founders, [joining]);
    const orderers = founders.flatMap((organization) => organization.orderers);
    await channel.reaches(2, { orderers, organizations: founders });
    const sequence = await channel.update(consenting, founders, [await consenterOf(orderer)]);
    await channel.reaches(sequence, { orderers, organizations: founders });

    const block = await channel.configBlock(consenting);
    expect(await (await ordererAdminOf(orderer)).join(channelID, block)).to.include({ alreadyJoined: false });
    const genesisBlock = await channel.genesisBlock(consenting);
    await Promise.all(
      newcomer.peers.map((peer) => asPeerAdmin(peer, newcomer.admin, (admin) => admin.joinChannel(genesisBlock))),
    );
    await channel.reaches(sequence, { orderers: [...orderers, orderer], organizations: network.organizations });
  });

  it('starts again with the channels and joins that the nodes tell of', async () => {
    const further = await network.addOrderer('org1');
    const before = await channelsByNode();
    expect(before).to.include({ [further.name]: before[further.name] });
    expect(before[further.name]).to.deep.equal([]);
    await network.stop();
    expect((await network.nodeStatus()).some(({ running }) => running)).to.equal(false);

    network = await openNetwork(dir, log);
    channel = new ChannelDriver(network, channelID);
    await network.start();
    expect(await channelsByNode()).to.deep.equal(before);
    expect(network.channels).to.deep.equal([channelID]);
    const sequence = await channel.update(at(network.orderers, 0), network.organizations, [
      { operation: 'set-orderer', batchTimeout: 80 },
    ]);
    const orderers = network.orderers.filter(({ name }) => name !== further.name);
    await channel.reaches(sequence, { orderers, organizations: network.organizations });
  });

  it('goes on with an orderer whose certificates are renewed', async () => {
    // Not the first: under BFT it leads, and the others would have to change the leader first.
    const { name } = at(network.orderers, 1);
    const renewed = await network.renewOrdererCertificates(name);
    const others = at(network.orderers, 0);
    const { host, port, clientTlsCert, serverTlsCert, identity } = await consenterOf(renewed);
    const replacing: ChannelOperation = {
      ...{ operation: 'replace-consenter-certificate', host, port, clientTlsCert, serverTlsCert },
      ...(identity !== undefined && { identity }),
    };
    const replaced = await channel.update(others, network.organizations, [replacing]);
    await channel.reaches(replaced, { orderers: [others], organizations: network.organizations });
    await network.stopNode(name);
    await network.startNode(name);
    const sequence = await channel.update(others, network.organizations, [
      { operation: 'set-orderer', batchTimeout: 60 },
    ]);
    await channel.reaches(sequence, { orderers: [renewed, others], organizations: network.organizations });
    await channel.update(renewed, network.organizations, [{ operation: 'set-orderer', batchTimeout: 50 }]);
  }).timeout(180_000);

  it('lets users of an intermediate CA in, and a revoked one out', async () => {
    const { mspID, crypto, orderers } = at(founders, 1);
    const everywhere = { orderers: network.orderers.slice(0, founders.length), organizations: network.organizations };
    const root = await crypto.newRootCA();
    const branch = await root.newIntermediateCA('branch');
    const [teller, other] = [await branch.issueUser('Teller', 'client'), await branch.issueUser('Other', 'client')];
    const readable = async () => [
      await channel.isReadableBy(teller, at(orderers, 0)),
      await channel.isReadableBy(other, at(orderers, 0)),
    ];
    expect(await readable()).to.deep.equal([false, false]);

    const rootCerts = [await readFile(root.certFile, 'utf8')];
    const intermediateCerts = [await readFile(branch.certFile, 'utf8')];
    const added = await channel.update(at(network.orderers, 0), network.organizations, [
      { operation: 'set-msp', mspID, add: { rootCerts, intermediateCerts } },
    ]);
    await channel.reaches(added, everywhere);
    expect(await readable()).to.deep.equal([true, true]);

    const revocationList = [await crypto.revoke([teller.certificate])];
    const revoked = await channel.update(at(network.orderers, 0), network.organizations, [
      { operation: 'revoke-certificates', mspID, revocationList },
    ]);
    await channel.reaches(revoked, everywhere);
    expect(await readable()).to.deep.equal([false, true]);
  });

  it('makes a channel of some organizations, with their orderers only', async () => {
    const some = network.organizations.slice(0, options.consensus === 'bft' ? 4 : 2);
    await network.createChannel(
      'few',
      some.map(({ name }) => name),
    );
    const joined = Object.entries(await channelsByNode()).filter(([, channels]) => channels?.includes('few'));
    expect(joined.map(([name]) => name).sort()).to.deep.equal(
      some.flatMap(({ peers, orderers }) => [...peers, ...orderers].map(({ name }) => name)).sort(),
    );
    expect(network.channels).to.deep.equal(['few', channelID]);
  });

  it('starts again after an organization was taken out of the channel', async () => {
    const removed = at(network.organizations, -1);
    const { host, port } = at(removed.orderers, 0);
    const consenting = at(network.orderers, 0);
    const orderers = founders.flatMap((organization) => organization.orderers);
    const without = await channel.update(consenting, network.organizations, [
      { operation: 'remove-consenter', host, port },
    ]);
    await channel.reaches(without, { orderers: [consenting], organizations: founders });
    const sequence = await channel.update(consenting, founders, [
      { operation: 'remove-organization', name: removed.mspID },
    ]);
    await channel.reaches(sequence, { orderers: [consenting], organizations: founders });
    const before = await channelsByNode();

    await network.stop();
    lines.length = 0;
    await network.start();
    const names = founders.map(({ name }) => name).join(', ');
    expect(lines).to.include(`${channelID} is ready at ${names}`);
    expect(await channelsByNode()).to.deep.equal(before);
    const next = await channel.update(consenting, founders, [{ operation: 'set-orderer', batchTimeout: 70 }]);
    await channel.reaches(next, { orderers, organizations: founders });
  }).timeout(180_000);

  async function consenterOf(orderer: OrdererNode) {
    const { host, port, mspID, consenterID, tlsCertFile, identityCertFile } = orderer;
    const certificate = await readFile(tlsCertFile, 'utf8');
    return {
      operation: 'set-consenter' as const,
      ...{ host, port, mspID, clientTlsCert: certificate, serverTlsCert: certificate },
      ...(options.consensus === 'bft' && { id: consenterID, identity: await readFile(identityCertFile, 'utf8') }),
    };
  }
}

async function mspOf({ mspID, crypto }: NetworkOrganization): Promise<MspProfile> {
  const [root, tlsRoot] = await Promise.all(
    [crypto.rootCertFile, crypto.tlsRootCertFile].map((file) => readFile(file, 'utf8')),
  );
  return { mspID, rootCerts: [root ?? ''], tlsRootCerts: [tlsRoot ?? ''] };
}

function at<T>(all: readonly T[], index: number): T {
  const found = all.at(index);
  if (found === undefined) {
    throw new Error(`there is no number ${index} of ${all.length}`);
  }
  return found;
}
