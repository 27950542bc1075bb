// SPDX-License-Identifier: Apache-2.0

import {
  configUpdateBytes,
  mergeSignatures,
  newConfigUpdateEnvelope,
  unsignedConfigUpdateTransaction,
  updateEnvelopeOf,
} from '@opssc/configtx';
import { findFabricBinaries, type Network, type NetworkOrganization } from '@opssc/network';
import { common } from '@hyperledger/fabric-protos';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { peerEnvironment } from './peer-environment.js';

const run = promisify(execFile);

export interface PeerChannelCommandOptions {
  readonly network: Network;
  readonly channelID: string;
  readonly update: common.ConfigUpdate;
}

/**
 * Updates a channel the way operators with a script do it: every organization signs a copy of the update, all at once;
 * the signatures are put together, and the first one submits. The command returns when the orderer has accepted it.
 */
export async function updateWithPeerCommand(options: PeerChannelCommandOptions): Promise<void> {
  const { network, channelID, update } = options;
  const { peer } = await findFabricBinaries();
  const dir = join(network.dir, 'updates');
  await mkdir(dir, { recursive: true });
  const command = (organization: NetworkOrganization, args: readonly string[]) =>
    run(peer, ['channel', ...args], { env: peerEnvironment(network, organization) });

  const bytes = configUpdateBytes(update);
  const [first, ...others] = network.organizations;
  const [orderer] = network.orderers;
  if (first === undefined || orderer === undefined) {
    throw new Error('the network has no organization, or no orderer');
  }
  // The one that submits signs by submitting; three of four are a majority.
  const signers = others.slice(0, Math.floor(network.organizations.length / 2));
  const signed = await Promise.all(
    signers.map(async (organization) => {
      const file = join(dir, `${organization.name}.pb`);
      await writeFile(
        file,
        unsignedConfigUpdateTransaction(channelID, newConfigUpdateEnvelope(bytes, [])).serializeBinary(),
      );
      await command(organization, ['signconfigtx', '-f', file]);
      return updateEnvelopeOf(common.Envelope.deserializeBinary(await readFile(file))).getSignaturesList();
    }),
  );
  const merged = join(dir, 'merged.pb');
  await writeFile(
    merged,
    unsignedConfigUpdateTransaction(
      channelID,
      newConfigUpdateEnvelope(bytes, mergeSignatures(signed.flat())),
    ).serializeBinary(),
  );
  const ordering = ['-o', orderer.address, '--tls', '--cafile', orderer.tlsRootCertFile];
  await command(first, ['update', '-f', merged, '-c', channelID, ...ordering]);
}
