// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { compareKeys } from './compare-keys.js';
import type { StateValue, TxValidationCode } from './ledger.js';
import { RangeResultsCollector } from './range-results-collector.js';
import type { KeyRead, NamespaceAccess, RangeRead, RangeResults, ReadWriteSet } from './read-write-set.js';
import type { StateDb } from './state-db.js';
import { stateSpace } from './state-space.js';
import type { StateUpdates } from './state-updates.js';
import { sameVersion } from './version.js';

const { MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT, VALID } = peer.TxValidationCode;

/**
 * Whether everything that the transaction read is still as it was read: not changed by earlier valid transactions of the
 * same block (`updates`), nor on the ledger since.
 */
export function checkReads(set: ReadWriteSet, state: StateDb, updates: StateUpdates): TxValidationCode {
  const holds = (space: string, read: KeyRead): boolean =>
    !updates.has(space, read.key) && sameVersion(state.valueIn(space, read.key)?.version, read.version);
  for (const access of set.namespaces) {
    const space = stateSpace.public(access.namespace);
    if (!access.reads.every((read) => holds(space, read))) {
      return MVCC_READ_CONFLICT;
    }
    if (!access.ranges.every((range) => sameResults(range, latestRange(space, range, state, updates)))) {
      return PHANTOM_READ_CONFLICT;
    }
    if (!hashedReadsHold(access, holds)) {
      return MVCC_READ_CONFLICT;
    }
  }
  return VALID;
}

function hashedReadsHold(access: NamespaceAccess, holds: (space: string, read: KeyRead) => boolean): boolean {
  return access.collections.every(({ collection, reads }) => {
    const space = stateSpace.hashed(access.namespace, collection);
    return reads.every((read) => holds(space, read));
  });
}

/** What the range query would return now. One that its caller gave up ends with the last key read, inclusively. */
function latestRange(space: string, range: RangeRead, state: StateDb, updates: StateUpdates): KeyRead[] {
  const found = new Map<string, StateValue>();
  for (const value of state.rangeIn(space, range.start, range.end)) {
    found.set(value.key, value);
  }
  const last = range.exhausted ? undefined : state.valueIn(space, range.end);
  if (last) {
    found.set(range.end, last);
  }
  for (const [key, { value }] of updates.entries(space)) {
    if (isInRange(key, range)) {
      if (value) {
        found.set(key, value);
      } else {
        found.delete(key);
      }
    }
  }
  return [...found].map(([key, { version }]) => ({ key, version })).sort((a, b) => compareKeys(a.key, b.key));
}

function isInRange(key: string, { start, end, exhausted }: RangeRead): boolean {
  const beforeEnd = (exhausted && end === '') || compareKeys(key, end) < (exhausted ? 0 : 1);
  return compareKeys(key, start) >= 0 && beforeEnd;
}

function sameResults(range: RangeRead, latest: readonly KeyRead[]): boolean {
  const { results } = range;
  if (results.type === 'reads') {
    return sameReads(results.reads, latest);
  }
  if (results.summary.maxDegree < 2) {
    return false;
  }
  const collector = new RangeResultsCollector(results.summary.maxDegree);
  latest.forEach((read) => {
    collector.add(read);
  });
  return sameSummary(results, collector.finish());
}

function sameReads(expected: readonly KeyRead[], actual: readonly KeyRead[]): boolean {
  return (
    expected.length === actual.length &&
    expected.every((read, index) => {
      const other = actual[index];
      return other !== undefined && read.key === other.key && sameVersion(read.version, other.version);
    })
  );
}

function sameSummary(expected: RangeResults & { type: 'merkle' }, actual: RangeResults): boolean {
  return (
    actual.type === 'merkle' &&
    actual.summary.maxLevel === expected.summary.maxLevel &&
    actual.summary.hashes.length === expected.summary.hashes.length &&
    expected.summary.hashes.every((hash, index) =>
      Buffer.from(hash).equals(actual.summary.hashes[index] ?? Buffer.of()),
    )
  );
}
