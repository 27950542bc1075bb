// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { messageTypeOf } from '../../src/codec/message-type-of.js';
import { messageTypes } from '../../src/codec/message-types.js';
import { writeMessage } from '../../src/codec/write-message.js';
import { ConfigTxError, jsonText, protoDecode, protoEncode } from '../../src/index.js';
import { againstConfigtxlator } from '../support/against-configtxlator.js';
import { differentialCases } from '../support/differential-cases.js';
import { mutated } from '../support/mutated.js';
import { randomMessage } from '../support/random-message.js';
import { RandomSource } from '../support/random-source.js';

const numRuns = differentialCases();
const typeNames = [...messageTypes.keys()].filter((name) => !name.startsWith('peer.'));
const outermost = ['common.Block', 'common.Config', 'common.ConfigUpdateEnvelope', 'common.Envelope'];
const cases = fc.record({
  name: fc.oneof(fc.constantFrom(...outermost), fc.constantFrom(...typeNames)),
  seed: fc.nat(),
  size: fc.integer({ min: 1, max: 200 }),
});

function bytesOf({ name, seed, size }: { name: string; seed: number; size: number }): Uint8Array {
  return writeMessage(randomMessage({ type: messageTypeOf(name), random: new RandomSource(seed), size }));
}

againstConfigtxlator('JSON form against configtxlator', (server) => {
  it(`decodes to the same text: ${numRuns} random messages`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { name } = given;
        const bytes = bytesOf(given);
        expect({ value: jsonText(protoDecode(name, bytes)) }).to.deep.equal(await server.decode(name, bytes));
      }),
      { numRuns },
    );
  });

  it(`encodes to the same message: ${numRuns} random messages`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { name } = given;
        const text = jsonText(protoDecode(name, bytesOf(given)));
        const ours = protoEncode(name, JSON.parse(text));
        const theirs = await server.encode(name, text);
        if ('refusal' in theirs) {
          throw new Error(theirs.refusal);
        }
        // Maps may be in another order, but not be longer or other ones.
        expect(ours.length).to.equal(theirs.value.length);
        expect(await server.decode(name, ours)).to.deep.equal(await server.decode(name, theirs.value));
      }),
      { numRuns },
    );
  });

  it(`refuses the same bytes: ${numRuns} random messages with random damage`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { name, seed } = given;
        const bytes = mutated(bytesOf(given), seed);
        const theirs = await server.decode(name, bytes);
        expect(verdict(name, bytes)).to.equal('value' in theirs ? theirs.value : 'refused', JSON.stringify(theirs));
      }),
      { numRuns },
    );
  });
});

function verdict(name: string, bytes: Uint8Array): string {
  try {
    return jsonText(protoDecode(name, bytes));
  } catch (error) {
    if (error instanceof ConfigTxError && error.code === 'MALFORMED') {
      return 'refused';
    }
    throw error;
  }
}
