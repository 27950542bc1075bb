// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const megabyte = 1_000_000;
const size = Number(process.env['FUZZ_MEGABYTES'] ?? '1') * megabyte;

// What Node and the library take before anything is decoded.
const withoutInput = 40;
const limit = withoutInput + (10 * size) / megabyte;

const worker = `
  const { workerData, parentPort } = require('node:worker_threads');
  import(workerData.library).then(({ protoDecode }) => {
    parentPort.on('message', ({ bytes, types }) => {
      const verdicts = types.map((type) => {
        try {
          return JSON.stringify(protoDecode(type, bytes)).length > 0 ? 'taken' : 'empty';
        } catch (error) {
          return error.name;
        }
      });
      parentPort.postMessage(verdicts);
    });
  });
`;

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))];

/** As a field of bytes with the number. */
const wrapped = (number: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([number * 8 + 2, ...varint(bytes.length)]), bytes]);

const wrappedTimes = (times: number, numbers: readonly number[], core: Uint8Array): Buffer =>
  Array.from({ length: times }).reduce<Buffer>(
    (inner) => numbers.reduceRight((bytes, number) => wrapped(number, bytes), inner),
    Buffer.from(core),
  );

const payloadHeader = (type: number): Buffer => wrapped(1, wrapped(1, Buffer.from([0x08, type])));

const inputs = [
  { reason: 'chance', bytes: randomBytes(size) },
  { reason: 'the same bit', bytes: Buffer.alloc(size, 0x08) },
  { reason: 'empty elements', bytes: Buffer.alloc(size, Buffer.from([0x0a, 0x00])) },
  { reason: 'empty elements of another field', bytes: Buffer.alloc(size, Buffer.from([0x12, 0x00])) },
  { reason: 'elements of one byte', bytes: Buffer.alloc(size, Buffer.from([0x0a, 0x01, 0x41])) },
  { reason: 'empty elements one level down', bytes: wrapped(2, Buffer.alloc(size, Buffer.from([0x0a, 0x00]))) },
  { reason: 'empty groups in groups', bytes: wrapped(2, Buffer.alloc(size, Buffer.from([0x12, 0x02, 0x12, 0x00]))) },
  { reason: 'huge lengths', bytes: Buffer.alloc(size, Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f])) },
  { reason: 'starts of groups', bytes: Buffer.alloc(size, 0x13) },
  {
    reason: 'envelopes in envelopes',
    bytes: Array.from({ length: 200 }).reduce<Buffer>(
      (inner) => wrapped(1, Buffer.concat([payloadHeader(4), wrapped(2, inner)])),
      Buffer.alloc(size, 0x41),
    ),
  },
  {
    reason: 'groups in groups, each with all that is below',
    bytes: wrappedTimes(70, [2, 2, 2], Buffer.alloc(size, 0x41)),
  },
  { reason: 'one message in many pieces', bytes: Buffer.alloc(size, wrapped(3, wrapped(2, Buffer.alloc(100, 0x41)))) },
];
const types = [
  'common.Block',
  'common.BlockData',
  'common.Config',
  'common.ConfigGroup',
  'common.Envelope',
  'common.BlockMetadata',
  'common.SignaturePolicy',
  'common.OrdererAddresses',
  'msp.FabricMSPConfig',
  'protos.ACLs',
  'etcdraft.BlockMetadata',
  'msp.SigningIdentityInfo',
];

describe('memory for decoding', function () {
  this.timeout(120_000);
  let thread: Worker;

  before(() => {
    thread = new Worker(worker, {
      eval: true,
      workerData: { library: new URL('../../src/index.js', import.meta.url).href },
      // Beyond it the thread ends with ERR_WORKER_OUT_OF_MEMORY.
      resourceLimits: { maxOldGenerationSizeMb: limit },
    });
  });

  after(() => thread.terminate());

  for (const { reason, bytes } of inputs) {
    it(`is less than ten times ${(bytes.length / megabyte).toFixed(0)} MB of ${reason}, read as anything`, async () => {
      thread.postMessage({ bytes, types });
      const [verdicts] = (await once(thread, 'message')) as [readonly string[]];
      expect(verdicts).to.have.length(types.length);
      expect(new Set([...verdicts, 'taken', 'ConfigTxError'])).to.have.property('size', 2);
    });
  }
});
