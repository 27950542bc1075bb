// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  assessRisks,
  ConfigTxError,
  explainUpdate,
  newConfigUpdateEnvelope,
  requiredSignatures,
  simulateUpdate,
  updateEnvelopeOf,
} from '../../src/index.js';
import { decodeMessage } from '../../src/decode-message.js';
import { mutated } from '../support/mutated.js';
import type { UpdateCase } from '../support/update-case.js';
import { updateCases } from '../support/update-cases.js';

// Each case goes through all checks of an ordering service: a fortieth of what decoders are given.
const cases = Math.ceil(Number(process.env['FUZZ_CASES'] ?? '2000') / 40);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const now = new Date();

/** Each takes an update, as damaged as it may be. */
const readers: Readonly<Record<string, (bytes: Uint8Array, of: UpdateCase) => unknown>> = {
  simulateUpdate: (bytes, { channelID, current }) =>
    simulateUpdate({ channelID, current, envelope: newConfigUpdateEnvelope(bytes, []), now }),
  requiredSignatures: (bytes, { channelID, current }) =>
    requiredSignatures({ channelID, current, update: updateOf(bytes) }),
  assessRisks: (bytes, { current }) => assessRisks({ current, update: updateOf(bytes), now }),
  explainUpdate: (bytes, { current }) => explainUpdate({ current, update: updateOf(bytes) }),
};

describe(`analysis of damaged updates (FUZZ_SEED=${firstSeed})`, () => {
  let samples: readonly UpdateCase[];

  before(async function () {
    this.timeout(60_000);
    samples = Object.values(await updateCases());
  });

  for (const [name, read] of Object.entries(readers)) {
    it(`${name} answers or throws a typed error`, () => {
      for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
        const sample = samples[seed % samples.length];
        if (sample) {
          const bytes = mutated(updateEnvelopeOf(sample.transaction).getConfigUpdate_asU8(), seed);
          requireTyped(() => read(bytes, sample), seed);
        }
      }
    }).timeout(cases * 500);
  }
});

function updateOf(bytes: Uint8Array): common.ConfigUpdate {
  return decodeMessage({ type: common.ConfigUpdate, bytes, what: 'update', code: 'MALFORMED' });
}

function requireTyped(work: () => unknown, seed: number): void {
  try {
    work();
  } catch (error) {
    expect(error, `seed ${seed}: ${String(error)}`).to.be.instanceOf(ConfigTxError);
  }
}
