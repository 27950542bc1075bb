// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { approveDefinition } from '../../src/actions/approve-definition.js';
import { EndorsedApproval } from '../../src/actions/endorsed-approval.js';
import { aDeployment } from '../support/a-deployment.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeOpsLedger } from '../support/fake-ops-ledger.js';
import { FakeOrganization } from '../support/fake-organization.js';

describe('EndorsedApproval', () => {
  const deployment = aDeployment();
  const { name } = deployment.definition;
  let channel: FakeChannel;
  let now: number;
  let approval: EndorsedApproval;
  let lifecycle: ReturnType<ReturnType<FakeOrganization['nodes']>['lifecycle']>;

  beforeEach(() => {
    now = 1_000;
    channel = new FakeChannel(deployment.electorate);
    const organization = new FakeOrganization({ mspID: 'Org1MSP', channel, ops: new FakeOpsLedger() });
    lifecycle = organization.nodes().lifecycle(deployment.channelID);
    approval = new EndorsedApproval({ lifecycle, deployment, clock: { now: () => now } });
  });

  const approve = () =>
    approveDefinition({ lifecycle, deployment, endorsed: approval.take(), onSideEffect: () => undefined });

  it('changes nothing until it is sent', async () => {
    await approval.endorse();
    expect(channel.transactions).to.deep.equal([]);
    expect(approval.tried).to.be.true;
  });

  it('is sent as it was endorsed, and once', async () => {
    await approval.endorse();
    await approve();
    expect(channel.transactions).to.deep.equal([`approve ${name} 1 Org1MSP`]);
    expect(approval.take()).to.be.undefined;
  });

  it('is not sent after as many blocks as may have taken its private part away', async () => {
    await approval.endorse();
    for (let block = 0; block < 300; block += 1) {
      approval.noteBlock();
    }
    expect(approval.take()).to.be.undefined;
  });

  it('is not sent after ten minutes', async () => {
    await approval.endorse();
    now += 600_000;
    expect(approval.take()).to.be.undefined;
  });

  it('gives way to a new approval when the channel does not take it any more', async () => {
    await approval.endorse();
    const overtaken = { ...lifecycle, submit: () => Promise.reject(new Error('MVCC_READ_CONFLICT')) };
    const endorsed = approval.take();
    expect(endorsed).not.to.be.undefined;
    await approveDefinition({ lifecycle: overtaken, deployment, endorsed, onSideEffect: () => undefined });
    expect(channel.readiness(deployment.definition)).to.include({ Org1MSP: true });
  });
});
