// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { revocationList, revokedSerialNumbers } from '../../src/msp/revocation-list.js';
import { newTestAuthority } from '../support/test-authority.js';

describe('revocationList', () => {
  const subject = { commonName: 'someone', organizationalUnits: ['client'] };

  for (const nextUpdate of ['with', 'without'] as const) {
    it(`names what is revoked in a list ${nextUpdate} a next update`, async () => {
      const ca = await newTestAuthority({ commonName: 'ca' });
      const [first, second] = [await ca.issue(subject), await ca.issue(subject)];
      const pem = await (nextUpdate === 'with' ? ca.revoke(first, second) : ca.revokeWithoutNextUpdate(first, second));

      expect(revokedSerialNumbers(Buffer.from(pem))).to.have.length(2);
      expect(revocationList(Buffer.from(pem)).serialNumbers.size).to.equal(2);
    });

    it(`names nothing in an empty list ${nextUpdate} a next update`, async () => {
      const ca = await newTestAuthority({ commonName: 'ca' });
      const pem = await (nextUpdate === 'with' ? ca.revoke() : ca.revokeWithoutNextUpdate());

      expect(revokedSerialNumbers(Buffer.from(pem))).to.deep.equal([]);
    });
  }

  it('is refused when it is none', () => {
    expect(() => revocationList(Buffer.from('no list'))).to.throw('could not parse RevocationList');
  });
});
