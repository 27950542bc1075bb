// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { sampleVersion } from '../src/sample-version.js';

describe('sampleVersion', () => {
  it('is what the environment says', () => {
    expect(sampleVersion({ SAMPLE_VERSION: '7.1' })).to.equal('7.1');
  });

  it("is that of this copy's package otherwise", () => {
    expect(sampleVersion({})).to.equal('1.0');
  });
});
