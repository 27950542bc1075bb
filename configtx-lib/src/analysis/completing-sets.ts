// SPDX-License-Identifier: Apache-2.0

export interface CompletingSetsOptions {
  readonly candidates: readonly string[];
  /** Whether these candidates are enough. More of them are never worse. */
  readonly completes: (chosen: readonly string[]) => boolean;
  /** Whether one can take the other's place in any set. */
  readonly areInterchangeable: (a: string, b: string) => boolean;
  /** Of sets in the answer. */
  readonly limit: number;
}

/** How often `completes` is asked before the search is cut short. */
const maxTrials = 20_000;

/**
 * The smallest sets of candidates that are enough: none of them contains another, smaller ones come first.
 *
 * Who can take another's place is not tried again: of sixty organizations in a majority only their number counts. For
 * rules that treat nearly everyone differently the search is cut short, and the answer is one set from which nobody can
 * be left out.
 *
 * @returns nothing if all of them together are not enough
 */
export function completingSets(options: CompletingSetsOptions): string[][] {
  const { candidates, completes, areInterchangeable, limit } = options;
  if (!completes(candidates)) {
    return [];
  }
  const isNecessary = (candidate: string): boolean => !completes(candidates.filter((other) => other !== candidate));
  const necessary = candidates.filter(isNecessary);
  const others = candidates.filter((candidate) => !necessary.includes(candidate));
  const classes = classesOf(others, areInterchangeable);

  const search = new Search({ necessary, classes, completes, limit });
  const found = search.run();
  return found.length > 0 ? found : [leaveOut(candidates, completes)];
}

function classesOf(candidates: readonly string[], areInterchangeable: (a: string, b: string) => boolean): string[][] {
  const classes: string[][] = [];
  for (const candidate of candidates) {
    const own = classes.find(([first]) => first !== undefined && areInterchangeable(first, candidate));
    if (own) {
      own.push(candidate);
    } else {
      classes.push([candidate]);
    }
  }
  return classes;
}

/** Leaves out one after the other as long as the rest is enough. */
function leaveOut(candidates: readonly string[], completes: CompletingSetsOptions['completes']): string[] {
  return candidates.reduceRight<string[]>(
    (kept, candidate) => {
      const fewer = kept.filter((other) => other !== candidate);
      return completes(fewer) ? fewer : kept;
    },
    [...candidates],
  );
}

interface SearchOptions extends Pick<CompletingSetsOptions, 'completes' | 'limit'> {
  /** In every set. */
  readonly necessary: readonly string[];
  /** Of each, any so many. */
  readonly classes: readonly (readonly string[])[];
}

class Search {
  readonly #options: SearchOptions;
  /** How many of each class are enough. */
  readonly #enough: (readonly number[])[] = [];
  readonly #sets: string[][] = [];
  #trials = 0;

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  run(): string[][] {
    const sizes = this.#options.classes.map(({ length }) => length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    for (let size = 0; size <= total; size++) {
      for (const counts of distributions(size, sizes)) {
        this.#try(counts);
        if (this.#isOver()) {
          return this.#sets;
        }
      }
    }
    return this.#sets;
  }

  #isOver(): boolean {
    return this.#sets.length >= this.#options.limit || this.#trials >= maxTrials;
  }

  #try(counts: readonly number[]): void {
    if (this.#enough.some((fewer) => fewer.every((count, index) => count <= (counts[index] ?? 0)))) {
      return;
    }
    this.#trials++;
    const { necessary, classes, completes, limit } = this.#options;
    const [first] = choices(classes, counts);
    if (!first || !completes([...necessary, ...first])) {
      return;
    }
    this.#enough.push(counts);
    for (const chosen of choices(classes, counts)) {
      const set = [...necessary, ...chosen].sort();
      if (completes(set)) {
        this.#sets.push(set);
      }
      if (this.#sets.length >= limit) {
        return;
      }
    }
  }
}

/** All ways to take `size` in all from classes of these sizes, many of the first class first. */
function* distributions(size: number, sizes: readonly number[]): Generator<readonly number[]> {
  const [first, ...rest] = sizes;
  if (first === undefined) {
    if (size === 0) {
      yield [];
    }
    return;
  }
  for (let count = Math.min(first, size); count >= 0; count--) {
    for (const others of distributions(size - count, rest)) {
      yield [count, ...others];
    }
  }
}

/** All ways to choose so many of each class. */
function* choices(classes: readonly (readonly string[])[], counts: readonly number[]): Generator<string[]> {
  const [first, ...rest] = classes;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const chosen of combinations(first, counts[0] ?? 0)) {
    for (const others of choices(rest, counts.slice(1))) {
      yield [...chosen, ...others];
    }
  }
}

function* combinations(members: readonly string[], count: number): Generator<string[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let index = 0; index <= members.length - count; index++) {
    const first = members.slice(index, index + 1);
    for (const others of combinations(members.slice(index + 1), count - 1)) {
      yield [...first, ...others];
    }
  }
}
