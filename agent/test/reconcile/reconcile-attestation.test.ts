// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { reconcileAttestation } from '../../src/reconcile/reconcile-attestation.js';
import { fakeConfigs } from '../support/fake-context.js';
import { FakeConsortium, members } from '../support/fake-consortium.js';

describe('reconcileAttestation', () => {
  it('attests what the own peers say, once', async () => {
    const consortium = new FakeConsortium();
    const context = consortium.context('Org1MSP');
    await reconcileAttestation(context, 'mychannel');
    await reconcileAttestation(context, 'mychannel');
    expect(consortium.ops.attestations).to.deep.equal([
      { mspID: 'Org1MSP', channelID: 'mychannel', members, configSequence: 1 },
    ]);
  });

  it('attests again when the configuration has moved', async () => {
    const consortium = new FakeConsortium();
    const context = consortium.context('Org1MSP');
    await reconcileAttestation(context, 'mychannel');
    const configs = fakeConfigs([...members, 'Org4MSP'], 2n);
    await reconcileAttestation({ ...context, configs }, 'mychannel');
    expect(consortium.ops.transactions).to.have.length(2);
  });

  it('attests a disabled channel too, so that it can be enabled again', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.disabled.add('mychannel');
    await reconcileAttestation(consortium.context('Org1MSP'), 'mychannel');
    expect(consortium.ops.transactions).to.deep.equal(['attest mychannel Org1MSP']);
  });
});
