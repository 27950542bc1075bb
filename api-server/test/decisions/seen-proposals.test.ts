// SPDX-License-Identifier: Apache-2.0

import type { ProposalView } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { SeenProposals } from '../../src/decisions/seen-proposals.js';

describe('SeenProposals', () => {
  const view = (id: string) =>
    ({ proposal: { id, digest: `digest of ${id}`, body: { kind: 'emergency' } } }) as ProposalView;

  it('know the digest of what was seen, for its own kind only', () => {
    const seen = new SeenProposals();
    seen.note(view('p1'));

    expect(seen.digest('p1', 'emergency')).to.equal('digest of p1');
    expect(seen.digest('p1', 'deploy-chaincode')).to.equal(undefined);
    expect(seen.digest('p2', 'emergency')).to.equal(undefined);
  });

  it('are bounded: the oldest goes first', () => {
    const seen = new SeenProposals();
    for (let count = 0; count <= 10_000; count += 1) {
      seen.note(view(`p${count}`));
    }

    expect(seen.digest('p0', 'emergency')).to.equal(undefined);
    expect(seen.digest('p1', 'emergency')).to.equal('digest of p1');
  });
});
