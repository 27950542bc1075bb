// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity, newGatewayConnection } from '@opssc/fabric-admin';
import type { IdentityFiles } from '@opssc/network';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { orderedWorld } from '../../support/ordered-world.js';
import type { World } from '../../support/world.js';

const CHANNEL = 'mychannel';
const OPS_CHANNEL = 'ops-channel';

describe('certificates that a channel no longer takes', function () {
  this.timeout(240_000);
  let world: World;

  before(async () => {
    world = await orderedWorld();
  });

  it('are those of a revocation list', async () => {
    const { crypto } = world.consortium.organization('org2');
    const user = await crypto.issueUser(world.unique('leaver'), 'client');
    const other = await crypto.issueUser(world.unique('stayer'), 'client');
    expect(await answers(user, CHANNEL)).to.be.true;

    const id = await world.changeChannel(CHANNEL, [
      { operation: 'revoke-certificates', mspID: 'Org2MSP', revocationList: [await crypto.revoke([user.certificate])] },
    ]);
    await world.untilStatus(id, 'committed');

    await waitFor(async () => !(await answers(user, CHANNEL)), { what: 'the revoked certificate is refused' });
    expect(await answers(other, CHANNEL)).to.be.true;
  });

  it('are those of a compromised CA, once it is out of every channel', async () => {
    const { crypto } = world.consortium.organization('org2');
    const authority = await crypto.newRootCA();
    const user = await authority.issueUser(world.unique('second'), 'client');
    const rootCerts = [await readFile(authority.certFile, 'utf8')];
    await onBoth([{ operation: 'set-msp', mspID: 'Org2MSP', add: { rootCerts } }]);
    for (const channelID of [OPS_CHANNEL, CHANNEL]) {
      await waitFor(() => answers(user, channelID), { what: `${channelID} takes the second CA` });
    }

    await onBoth([{ operation: 'set-msp', mspID: 'Org2MSP', remove: { rootCerts } }]);

    for (const channelID of [OPS_CHANNEL, CHANNEL]) {
      await waitFor(async () => !(await answers(user, channelID)), { what: `${channelID} refuses the second CA` });
    }
  });

  async function onBoth(opsProfile: readonly object[]): Promise<void> {
    const id = world.unique('both');
    const proposal = { channelIDs: [OPS_CHANNEL, CHANNEL], action: 'update', opsProfile };
    await world.client('org1').proposeOnChannel(id, proposal);
    await world.client('org2').voteOnChannel(id);
    await world.client('org3').voteOnChannel(id);
    await world.untilStatus(`${id}.1`, 'committed');
    await world.untilStatus(`${id}.2`, 'committed');
  }

  /** Whether a peer of Org1 answers this identity on the channel. */
  async function answers(user: IdentityFiles, channelID: string): Promise<boolean> {
    const peers = await Promise.all(
      world.consortium.organization('org1').peers.map(async ({ name, address, tlsRootCertFile }) => ({
        name,
        address,
        tlsRootCerts: await readFile(tlsRootCertFile),
      })),
    );
    const gateway = newGatewayConnection({ identity: await newFileSigningIdentity(user), peers });
    try {
      await gateway.evaluate({
        channelID,
        chaincodeName: 'qscc',
        transaction: 'GetChainInfo',
        arguments: [channelID],
      });
      return true;
    } catch {
      return false;
    } finally {
      gateway.close();
    }
  }
});
