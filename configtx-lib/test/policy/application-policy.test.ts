// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { applicationPolicy, ConfigTxError, formatSignaturePolicy } from '../../src/index.js';

describe('applicationPolicy', () => {
  it('holds a signature policy', () => {
    const text = "AND('Org1MSP.peer', 'Org2MSP.peer')";
    const policy = peer.ApplicationPolicy.deserializeBinary(applicationPolicy({ signaturePolicy: text }));
    const envelope = policy.getSignaturePolicy();
    expect(envelope && formatSignaturePolicy(envelope)).to.equal(text);
    expect(policy.hasChannelConfigPolicyReference()).to.equal(false);
  });

  it('holds the path of a channel policy', () => {
    const bytes = applicationPolicy({ channelConfigPolicy: '/Channel/Application/Endorsement' });
    const policy = peer.ApplicationPolicy.deserializeBinary(bytes);
    expect(policy.getChannelConfigPolicyReference()).to.equal('/Channel/Application/Endorsement');
    expect(policy.hasSignaturePolicy()).to.equal(false);
  });

  it('takes exactly one of the two', () => {
    expect(() => applicationPolicy({})).to.throw(ConfigTxError);
    expect(() => applicationPolicy({ signaturePolicy: "OR('A.peer')", channelConfigPolicy: '/Channel' })).to.throw(
      ConfigTxError,
    );
  });

  it('refuses a text that is no policy', () => {
    expect(() => applicationPolicy({ signaturePolicy: 'OR(' })).to.throw(ConfigTxError, /position 3/);
  });
});
