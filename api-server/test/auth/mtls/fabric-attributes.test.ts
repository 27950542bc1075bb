// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { X509Certificate } from 'node:crypto';
import { fabricAttributes } from '../../../src/auth/mtls/fabric-attributes.js';
import { type IssueOptions, newTestAuthority } from '../../support/test-authority.js';

describe('fabricAttributes', () => {
  const attributesOf = async (attributes?: IssueOptions['attributes']) => {
    const authority = await newTestAuthority('CN=ca');
    const { cert } = await authority.issue({ subject: 'CN=alice', ...(attributes !== undefined && { attributes }) });
    return Object.fromEntries(fabricAttributes(new X509Certificate(cert).raw));
  };

  it('reads what a Fabric CA has written', async () => {
    const attributes = { 'hf.EnrollmentID': 'alice', 'opssc.role': 'voter' };

    expect(await attributesOf(attributes)).to.deep.equal(attributes);
  });

  for (const { reason, attributes } of [
    { reason: 'no extension', attributes: undefined },
    { reason: 'no JSON', attributes: 'role' },
    { reason: 'JSON of another form', attributes: '["voter"]' },
    { reason: 'attributes that are no texts', attributes: '{"attrs":{"opssc.role":["voter"]}}' },
    { reason: 'no attributes in it', attributes: '{"opssc.role":"voter"}' },
  ]) {
    it(`finds none in a certificate with ${reason}`, async () => {
      expect(await attributesOf(attributes)).to.deep.equal({});
    });
  }
});
