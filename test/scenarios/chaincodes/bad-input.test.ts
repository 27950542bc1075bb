// SPDX-License-Identifier: Apache-2.0

import { newRestClient } from '@opssc/scripts/consortium/rest-client';
import { expect } from 'chai';
import { expectRefusal } from '../../support/refusal.js';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

type Change = (proposal: Record<string, unknown>, definition: Record<string, unknown>) => Record<string, unknown>;

interface BadProposal {
  readonly reason: string;
  readonly change: Change;
  readonly status?: number;
  readonly code?: string;
  readonly field?: RegExp;
}

const definition =
  (changes: Record<string, unknown>): Change =>
  (proposal, before) => ({ ...proposal, chaincodeDefinition: { ...before, ...changes } });

const proposal =
  (changes: Record<string, unknown>): Change =>
  (before) => ({ ...before, ...changes });

const bad: readonly BadProposal[] = [
  { reason: 'an unknown field', change: proposal({ colour: 'red' }), field: /colour/ },
  { reason: 'a wrong type', change: definition({ initRequired: 'yes' }), field: /initRequired/ },
  { reason: 'an over-long name', change: proposal({ chaincodeName: 'a'.repeat(300) }), field: /chaincodeName/ },
  { reason: 'a name that Fabric refuses', change: proposal({ chaincodeName: 'no spaces' }), field: /chaincodeName/ },
  { reason: 'sequence 0', change: definition({ sequence: 0 }), field: /sequence/ },
  { reason: 'a negative sequence', change: definition({ sequence: -1 }), field: /sequence/ },
  { reason: 'invalid base64', change: definition({ validationParameter: '%%%' }), field: /validationParameter/ },
  {
    reason: 'a policy without end',
    change: definition({ signaturePolicy: "AND('Org1MSP.member'" }),
    field: /signaturePolicy/,
  },
  { reason: 'an unknown channel', change: proposal({ channelID: 'nowhere' }), status: 404, code: 'UNKNOWN_CHANNEL' },
];

describe('bad input', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  for (const { reason, change, status = 400, code = 'INVALID_ARGUMENT', field } of bad) {
    it(`is refused for ${reason}, and leaves the ledger as it was`, async () => {
      const name = world.unique('bad');
      const good = await world.idleChaincode({ name });
      const body = change(good, good['chaincodeDefinition'] as Record<string, unknown>);

      const refusal = await expectRefusal(world.client('org1').propose(name, body), status, code);

      if (field !== undefined) {
        expect(refusal.field).to.match(field);
      }
      await expectNothingProposed(name);
    });
  }

  it('is refused for a policy that names an organization which is not a member', async () => {
    const name = world.unique('stranger');
    const policy = { type: 'organization', mspID: 'Org9MSP' };

    const proposing = world.client('org1').propose(name, await world.idleChaincode({ name }), { policy });

    expect((await expectRefusal(proposing, 400, 'INVALID_ARGUMENT')).field).to.match(/policy/);
    await expectNothingProposed(name);
  });

  it('is refused without a token, and with a wrong one', async () => {
    const { apiUrl } = world.consortium.organization('org1');
    for (const token of ['', 'wrong']) {
      await expectRefusal(newRestClient(apiUrl, token).get('/chaincode/proposals'), 401, 'UNAUTHENTICATED');
    }
  });

  it('is refused when it is no JSON, and when it is too large', async () => {
    const name = world.unique('raw');
    expect(await post(name, '{"proposal":')).to.deep.equal({ status: 400, code: 'MALFORMED_JSON' });
    const large = JSON.stringify({ proposal: 'x'.repeat(10_000_000) });
    expect(await post(name, large)).to.deep.equal({ status: 413, code: 'BODY_TOO_LARGE' });
    await expectNothingProposed(name);
  });

  async function post(id: string, body: string): Promise<{ status: number; code: unknown }> {
    const { apiUrl, token } = world.consortium.organization('org1');
    const response = await fetch(`${apiUrl}/api/v1/chaincode/proposals/${id}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    });
    const { code } = (await response.json()) as { code: unknown };
    return { status: response.status, code };
  }

  async function expectNothingProposed(id: string): Promise<void> {
    await expectRefusal(world.client('org2').rest.get(`/chaincode/proposals/${id}`), 404, 'NOT_FOUND');
  }
});
