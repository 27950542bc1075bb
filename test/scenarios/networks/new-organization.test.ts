// SPDX-License-Identifier: Apache-2.0

import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { consenterOperation, joinOperations } from '../../support/channel-operations.js';
import { startOrderedWorld } from '../../support/start-ordered-world.js';
import type { World } from '../../support/world.js';

describe('a new organization', function () {
  this.timeout(300_000);
  let world: World;

  before(async () => {
    world = await startOrderedWorld({ name: 'newcomer', organizations: 3, consensus: 'raft' });
  });

  after(async () => {
    await world.stop();
  });

  it('is voted in on two channels at once, joins by itself, catches up, votes, proposes, and is voted out', async () => {
    const name = world.unique('before-org4');
    await world.client('org1').propose(name, await world.idleChaincode({ name }));
    await world.client('org2').vote(name);
    await world.untilCommitted({ name, sequence: 1 });

    const org4 = await world.consortium.addOrganization();
    await org4.startAgent();
    await org4.startApi();
    const [orderer] = org4.orderers;
    if (orderer === undefined) {
      throw new Error('Org4 has no ordering node');
    }

    const id = world.unique('add-org4');
    await world.client('org1').proposeOnChannel(id, {
      channelIDs: ['ops-channel', 'mychannel'],
      action: 'update',
      opsProfile: [...(await joinOperations(org4)), await consenterOperation(orderer, 'raft')],
    });
    await world.client('org2').voteOnChannel(id);
    await world.untilStatus(`${id}.1`, 'committed');
    await world.untilStatus(`${id}.2`, 'committed');

    await world.untilAttested('mychannel', 4);
    await world.untilCommitted({ name, sequence: 1 });
    await world.untilApproved({ organization: 'org4', name, sequence: 1 });

    const next = world.unique('by-org4');
    await world.client('org4').propose(next, await world.idleChaincode({ name: next }));
    await world.client('org2').vote(next);
    await world.client('org3').vote(next);
    await world.untilCommitted({ name: next, sequence: 1 });

    const out = world.unique('remove-org4');
    await world.client('org1').proposeOnChannel(out, {
      channelIDs: ['ops-channel', 'mychannel'],
      action: 'update',
      opsProfile: [
        { operation: 'remove-consenter', host: orderer.host, port: orderer.port },
        { operation: 'remove-organization', name: 'Org4MSP' },
      ],
    });
    await world.client('org2').voteOnChannel(out);
    await world.client('org3').voteOnChannel(out);
    await world.untilStatus(`${out}.1`, 'committed');
    await world.untilStatus(`${out}.2`, 'committed');
    const last = world.unique('after-org4');
    await world.client('org1').propose(last, await world.idleChaincode({ name: last }));
    await world.client('org2').vote(last);
    await world.untilCommitted({ name: last, sequence: 1, organizations: ['org1', 'org2', 'org3'] });
    await waitFor(
      async () => {
        const said = await (await fetch(`${org4.agentUrl}/readyz`)).text();
        if (!said.includes('Org4MSP is not a member of ops-channel any more')) {
          throw new Error(said);
        }
        return true;
      },
      { what: 'the agent of org4 says that it is out' },
    );
  });
});
