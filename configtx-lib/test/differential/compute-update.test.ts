// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import fc from 'fast-check';
import { computeUpdate, configUpdateBytes, jsonText, protoDecode } from '../../src/index.js';
import { againstConfigtxlator } from '../support/against-configtxlator.js';
import { differentialCases } from '../support/differential-cases.js';
import { randomConfig } from '../support/random-config.js';
import { editRandomly } from '../support/random-edits.js';
import { RandomSource } from '../support/random-source.js';

const numRuns = differentialCases();
const channelID = 'mychannel';

const cases = fc.record({
  organizations: fc.integer({ min: 1, max: 60 }),
  consensus: fc.constantFrom('etcdraft' as const, 'BFT' as const),
  edits: fc.integer({ min: 0, max: 8 }),
  seed: fc.nat(),
});

againstConfigtxlator('computeUpdate against configtxlator', (server) => {
  it(`gives the same bytes: ${numRuns} random edits of random configurations`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ organizations, consensus, edits, seed }) => {
        const random = new RandomSource(seed);
        const original = randomConfig({ random, organizations, consensus });
        const updated = original.clone();
        editRandomly(updated, edits, random);

        const update = computeUpdate({ channelID, original, updated });
        const theirs = await server.computeUpdate(channelID, original.serializeBinary(), updated.serializeBinary());
        if ('refusal' in theirs) {
          expect(theirs.refusal).to.contain('no differences detected');
          expect(update).to.equal(undefined);
          return;
        }
        // google-protobuf writes maps in the order of their keys, which here are all ASCII.
        const inOrder = common.ConfigUpdate.deserializeBinary(theirs.value).serializeBinary();
        expect(inOrder.length).to.equal(theirs.value.length);
        expect(hex(update && configUpdateBytes(update))).to.equal(hex(inOrder));
      }),
      { numRuns },
    );
  });

  it(`decodes every configuration to the same text: ${numRuns} random configurations`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ organizations, consensus, seed }) => {
        const bytes = randomConfig({ random: new RandomSource(seed), organizations, consensus }).serializeBinary();
        const ours = jsonText(protoDecode('common.Config', bytes));
        expect({ value: ours }).to.deep.equal(await server.decode('common.Config', bytes));
      }),
      { numRuns },
    );
  });
});

function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString('hex');
}
