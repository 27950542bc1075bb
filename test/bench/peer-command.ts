// SPDX-License-Identifier: Apache-2.0

import { findFabricBinaries, type Network, type NetworkNode, type NetworkOrganization } from '@opssc/network';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { peerEnvironment } from './peer-environment.js';

const run = promisify(execFile);

export interface PeerCommandOptions {
  readonly network: Network;
  readonly channelID: string;
  readonly name: string;
  readonly packageFile: string;
  readonly packageID: string;
}

/**
 * Deploys sequence 1 the way an operator with a script does it: every organization installs on its peers and approves,
 * all at once, and then one commits with a majority of endorsers. The command waits for its transactions by itself.
 */
export async function deployWithPeerCommand(options: PeerCommandOptions): Promise<void> {
  const { network, channelID, name, packageFile, packageID } = options;
  const { peer } = await findFabricBinaries();
  const [orderer] = network.orderers;
  if (orderer === undefined) {
    throw new Error('the network has no orderer');
  }
  const ordering = ['-o', orderer.address, '--tls', '--cafile', orderer.tlsRootCertFile];
  const definition = ['--channelID', channelID, '--name', name, '--version', '1', '--sequence', '1'];
  const lifecycle = (organization: NetworkOrganization, node: NetworkNode, args: readonly string[]) =>
    run(peer, ['lifecycle', 'chaincode', ...args], { env: peerEnvironment(network, organization, node) });

  await Promise.all(
    network.organizations.map(async (organization) => {
      const [first] = organization.peers;
      if (first === undefined) {
        throw new Error(`${organization.name} has no peer`);
      }
      await Promise.all(organization.peers.map((node) => lifecycle(organization, node, ['install', packageFile])));
      await lifecycle(organization, first, ['approveformyorg', ...definition, '--package-id', packageID, ...ordering]);
    }),
  );
  const endorsers = network.organizations.flatMap(({ peers: [first] }) =>
    first === undefined ? [] : ['--peerAddresses', first.address, '--tlsRootCertFiles', first.tlsRootCertFile],
  );
  const [organization] = network.organizations;
  const node = organization?.peers[0];
  if (organization === undefined || node === undefined) {
    throw new Error('the network has no organization with a peer');
  }
  await lifecycle(organization, node, ['commit', ...definition, ...ordering, ...endorsers]);
}
