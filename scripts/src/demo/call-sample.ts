// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity, newGatewayConnection, type GatewayConnection } from '@opssc/fabric-admin';
import { readFile } from 'node:fs/promises';
import type { Consortium } from '../consortium/consortium.js';
import type { ConsortiumOrganization } from '../consortium/consortium-organization.js';
import { waitFor } from '../consortium/wait-for.js';
import type { Story } from './story.js';

export interface CallSampleOptions {
  readonly consortium: Consortium;
  readonly channelID: string;
  readonly chaincodeName: string;
  /** What the chaincode must answer. */
  readonly version: string;
  readonly story: Story;
}

/** As an application of each organization: asks for the version, submits a transaction, reads the result back. */
export async function callThroughEveryOrganization(options: CallSampleOptions): Promise<void> {
  const { consortium, channelID, chaincodeName, version, story } = options;
  for (const organization of consortium.organizations) {
    const gateway = await connect(organization);
    try {
      const call = (transaction: string, ...args: readonly string[]) => ({
        channelID,
        chaincodeName,
        transaction,
        arguments: args,
      });
      await waitFor(async () => text(await gateway.evaluate(call('Version'))) === version, {
        what: `version ${version} at ${organization.name}`,
      });
      const id = `${organization.name}-${version}`;
      await gateway.submit(call('CreateAsset', JSON.stringify({ id, owner: organization.mspID, value: 100 })));
      const asset = JSON.parse(text(await gateway.evaluate(call('ReadAsset', id)))) as { owner: string };
      story.event(organization.mspID, `wrote asset ${id} and reads it back: owner ${asset.owner}, version ${version}`);
    } finally {
      gateway.close();
    }
  }
}

async function connect(organization: ConsortiumOrganization): Promise<GatewayConnection> {
  const peers = await Promise.all(
    organization.peers.map(async ({ name, address, tlsRootCertFile }) => ({
      name,
      address,
      tlsRootCerts: await readFile(tlsRootCertFile),
    })),
  );
  return newGatewayConnection({ identity: await newFileSigningIdentity(organization.user), peers });
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
