// SPDX-License-Identifier: Apache-2.0

import { RandomSource } from './random-source.js';

type Mutation = (bytes: Uint8Array, random: RandomSource) => Uint8Array;

const mutations: readonly Mutation[] = [
  // Another byte.
  (bytes, random) => spliced(bytes, random.below(bytes.length), [random.below(256)], 1),
  // Another bit.
  (bytes, random) => {
    const at = random.below(bytes.length);
    return spliced(bytes, at, [(bytes[at] ?? 0) ^ (1 << random.below(8))], 1);
  },
  // Cut off.
  (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  // A piece taken out.
  (bytes, random) => spliced(bytes, random.below(bytes.length), [], 1 + random.below(8)),
  // A piece repeated somewhere else.
  (bytes, random) => {
    const from = random.below(bytes.length);
    return spliced(bytes, random.below(bytes.length), [...bytes.subarray(from, from + 1 + random.below(40))], 0);
  },
  // Bytes put in.
  (bytes, random) =>
    spliced(
      bytes,
      random.below(bytes.length),
      Array.from({ length: 1 + random.below(8) }, () => random.below(256)),
      0,
    ),
  // A huge number, which is a huge length where one is expected.
  (bytes, random) =>
    spliced(
      bytes,
      random.below(bytes.length),
      [...Array<number>(1 + random.below(9)).fill(0xff), random.below(128)],
      1,
    ),
];

/** A copy with one to three kinds of damage, the same for the same seed. */
export function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const random = new RandomSource(seed);
  let result = bytes;
  for (let count = random.pick(1, 1, 2, 3); count > 0 && result.length > 0; count -= 1) {
    const mutate = mutations[random.below(mutations.length)];
    result = mutate?.(result, random) ?? result;
  }
  return result;
}

function spliced(bytes: Uint8Array, at: number, piece: readonly number[], instead: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(piece), bytes.subarray(at + instead)]);
}
