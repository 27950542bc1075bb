// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ledger } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { encodeReadWriteSet } from '../../../src/embedded/ledger/encode-read-write-set.js';
import { decodeReadWriteSet } from '../../../src/embedded/ledger/decode-read-write-set.js';
import { RangeResultsCollector } from '../../../src/embedded/ledger/range-results-collector.js';
import { ReadWriteSetBuilder } from '../../../src/embedded/ledger/read-write-set-builder.js';
import type { RangeRead } from '../../../src/embedded/ledger/read-write-set.js';

const golden = JSON.parse(
  await readFile(new URL('../../../../test/embedded/ledger/golden/read-write-set.json', import.meta.url), 'utf8'),
) as Record<string, string>;

describe('ReadWriteSetBuilder', () => {
  it('makes the bytes that Fabric makes of the same accesses', () => {
    const { publicResults, privateResults } = goldenAccesses().build();

    expect(hex(publicResults)).to.equal(golden['publicResults']);
    expect(hex(privateResults?.serializeBinary() ?? new Uint8Array())).to.equal(golden['privateResults']);
  });

  it('makes the same bytes of what was decoded', () => {
    const { publicResults } = goldenAccesses().build();

    expect(hex(encodeReadWriteSet(decodeReadWriteSet(publicResults)))).to.equal(golden['publicResults']);
  });

  it('has no private results when nothing private was written', () => {
    const builder = new ReadWriteSetBuilder();
    builder.readPrivate('basic', 'secrets', { key: 'a', version: undefined });

    expect(builder.build().privateResults).to.equal(undefined);
  });

  it('records a range once', () => {
    const builder = new ReadWriteSetBuilder();
    const range = rangeOf(1, 'a', 'b');
    builder.range('basic', range);
    builder.range('basic', range);

    expect(decodeReadWriteSet(builder.build().publicResults).namespaces[0]?.ranges).to.have.length(1);
  });
});

describe('RangeResultsCollector', () => {
  for (const count of [50, 51, 102, 103, 2601, 2652, 3000]) {
    it(`summarizes ${count} results as Fabric does`, () => {
      const namespace = {
        namespace: 'basic',
        reads: [],
        writes: [],
        metadataWrites: [],
        collections: [],
        ranges: [rangeOf(count, '', '')],
      };
      const [encoded] = ledger.rwset.TxReadWriteSet.deserializeBinary(
        encodeReadWriteSet({ namespaces: [namespace] }),
      ).getNsRwsetList();
      const [info] = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(
        encoded?.getRwset_asU8() ?? new Uint8Array(),
      ).getRangeQueriesInfoList();

      const hash = createHash('sha256')
        .update(info?.serializeBinary() ?? '')
        .digest('hex');
      expect(hash).to.equal(golden[`range${count}`]);
    });
  }
});

function goldenAccesses(): ReadWriteSetBuilder {
  const policy = new Map([['VALIDATION_PARAMETER', bytes('policy')]]);
  const write = { isDelete: false, isPurge: false };
  const nothing = { value: new Uint8Array(), isDelete: true };
  const builder = new ReadWriteSetBuilder();
  builder.read('basic', 'b', { block: 7n, transaction: 2 });
  builder.read('basic', 'a', undefined);
  builder.read('_lifecycle', 'namespaces/fields/basic/Sequence', { block: 5n, transaction: 0 });
  builder.read('basic', 'genesis', { block: 0n, transaction: 0 });
  builder.write('basic', 'b', bytes('value of b'));
  builder.write('basic', 'gone', new Uint8Array());
  builder.write('basic', '\u{10ffff}', bytes('last'));
  builder.write('basic', '\uffff', bytes('before last'));
  builder.writeMetadata('basic', 'b', new Map([...policy, ['OTHER', bytes('x')]]));
  builder.range('basic', rangeOf(3, 'key', 'kez'));
  builder.range('basic', rangeOf(0, 'none', 'nonf'));
  builder.readPrivate('basic', 'secrets', { key: 'p', version: { block: 6n, transaction: 1 } });
  builder.readPrivate('basic', 'secrets', { key: 'q', version: undefined });
  builder.writePrivate('basic', 'secrets', { key: 'z', value: bytes('private z'), ...write });
  builder.writePrivate('basic', 'secrets', { key: 'a', value: bytes('private a'), ...write });
  builder.writePrivate('basic', 'secrets', { key: 'd', ...nothing, isPurge: false });
  builder.writePrivate('basic', 'secrets', { key: 'purged', ...nothing, isPurge: true });
  builder.writePrivateMetadata('basic', 'secrets', { key: 'm', entries: policy });
  builder.readPrivate('basic', 'others', { key: 'p', version: { block: 6n, transaction: 1 } });
  return builder;
}

function rangeOf(count: number, start: string, end: string): RangeRead {
  const collector = new RangeResultsCollector();
  for (let index = 0; index < count; index++) {
    const version = { block: BigInt(Math.floor(index / 100) + 1), transaction: index % 100 };
    collector.add({ key: `key${String(index).padStart(5, '0')}`, version });
  }
  return { start, end, exhausted: true, results: collector.finish() };
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
