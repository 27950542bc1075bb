// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import pc from 'picocolors';
import { proposalSchema } from '../../src/api/proposal-schema.js';
import { newProgress } from '../../src/output/progress.js';
import { chaincodeProposals } from '../../src/resources/chaincode-proposals.js';
import type { FoundMotion } from '../../src/resources/find-motion.js';
import { FakeLedger } from '../support/fake-ledger.js';
import { proposeTrade } from '../support/sample-proposals.js';

const found = (fields: Readonly<Record<string, unknown>> = {}): FoundMotion => ({
  resource: chaincodeProposals,
  motion: proposalSchema.parse(proposeTrade(new FakeLedger(), 'deploy-1', fields)),
});

function newOutput(isTerminal: boolean) {
  const written: string[] = [];
  const output = { isTerminal, write: (text: string) => void written.push(text) };
  return { written, progress: newProgress(output, pc.createColors(false)) };
}

describe('progress on a terminal', () => {
  it('is drawn again only when something is new', () => {
    const { written, progress } = newOutput(true);

    progress.show(found());
    progress.show(found());
    progress.show(found({ status: 'approved' }));

    expect(written).to.have.length(2);
  });

  it('goes back over as many lines as it has drawn', () => {
    const { written, progress } = newOutput(true);

    progress.show(found());
    progress.trouble('cannot reach it');
    progress.show(found());

    expect(written.map((text) => /\[(\d+)A/.exec(text)?.[1])).to.deep.equal([undefined, '5', '6']);
    expect(written[1]).to.contain('deploy-1').and.to.contain('cannot reach it; trying again');
    expect(written[2]).not.to.contain('cannot reach it');
  });
});

describe('progress in a log', () => {
  it('tells of trouble once', () => {
    const { written, progress } = newOutput(false);

    progress.trouble('cannot reach it');
    progress.trouble('cannot reach it');

    expect(written).to.deep.equal(['cannot reach it; trying again\n']);
  });

  it('tells how it ended', () => {
    const { written, progress } = newOutput(false);

    progress.show(found({ status: 'failed', outcome: { detail: 'sequence 2 skips one' } }));

    expect(written.slice(-2)).to.deep.equal(['deploy-1: failed\n', 'deploy-1: sequence 2 skips one\n']);
  });
});
