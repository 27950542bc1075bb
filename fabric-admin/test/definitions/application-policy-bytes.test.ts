// SPDX-License-Identifier: Apache-2.0

import { formatSignaturePolicy, parseSignaturePolicy } from '@opssc/configtx';
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { applicationPolicyBytes, FabricError } from '../../src/index.js';

const signaturePolicy = "AND('Org1MSP.member', 'Org2MSP.member')";

describe('applicationPolicyBytes', () => {
  it('is empty without a policy: the default of the channel', () => {
    expect(applicationPolicyBytes({})).to.have.length(0);
  });

  it('holds a signature policy', () => {
    const policy = peer.ApplicationPolicy.deserializeBinary(applicationPolicyBytes({ signaturePolicy }));
    expect(formatSignaturePolicy(policy.getSignaturePolicy() ?? new common.SignaturePolicyEnvelope())).to.equal(
      formatSignaturePolicy(parseSignaturePolicy(signaturePolicy)),
    );
  });

  for (const { options, reason } of [
    { options: { channelConfigPolicy: '/Channel/Application/Admins' }, reason: 'by name' },
    { options: { validationParameter: base64('/Channel/Application/Admins') }, reason: 'by its path in base64' },
  ]) {
    it(`refers to a policy of the channel, given ${reason}`, () => {
      const policy = peer.ApplicationPolicy.deserializeBinary(applicationPolicyBytes(options));
      expect(policy.getChannelConfigPolicyReference()).to.equal('/Channel/Application/Admins');
    });
  }

  it('takes the bytes of a policy as they are', () => {
    const bytes = Buffer.from(applicationPolicyBytes({ signaturePolicy }));
    const taken = applicationPolicyBytes({ validationParameter: bytes.toString('base64') });
    expect(Buffer.from(taken)).to.deep.equal(bytes);
  });

  for (const { options, reason } of [
    { options: { signaturePolicy: "AND('Org1MSP.member'" }, reason: 'a policy that cannot be parsed' },
    { options: { validationParameter: 'not base64!' }, reason: 'what is not base64' },
    { options: { validationParameter: base64('policy') }, reason: 'bytes that are no policy' },
    { options: { signaturePolicy, channelConfigPolicy: '/Channel/Application/Admins' }, reason: 'two policies' },
    { options: { signaturePolicy, validationParameter: base64('/Channel') }, reason: 'two policies, one in base64' },
  ]) {
    it(`refuses ${reason}`, () => {
      expect(() => applicationPolicyBytes(options))
        .to.throw(FabricError)
        .with.property('code', 'INVALID_ARGUMENT');
    });
  }
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
