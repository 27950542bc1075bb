// SPDX-License-Identifier: Apache-2.0

import { crc32 } from 'node:zlib';

/** Longest content of a stored block (RFC 1951, section 3.2.4). */
const MAX_BLOCK = 0xffff;

/** Magic, deflate, no flags, no time, no extra flags, unknown operating system (RFC 1952, section 2.3). */
const header = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff]);

/**
 * A gzip file of stored, that is uncompressed, blocks. A compressor may choose other bytes in its next version, which
 * would change package IDs; here there is nothing to choose.
 */
export function storedGzip(content: Uint8Array): Uint8Array {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length % 2 ** 32, 4);
  return Buffer.concat([header, ...storedBlocks(content), trailer]);
}

function* storedBlocks(content: Uint8Array): Iterable<Uint8Array> {
  let start = 0;
  do {
    const block = content.subarray(start, start + MAX_BLOCK);
    start += block.length;
    const blockHeader = Buffer.alloc(5);
    blockHeader.writeUInt8(start === content.length ? 1 : 0, 0);
    blockHeader.writeUInt16LE(block.length, 1);
    blockHeader.writeUInt16LE(~block.length & 0xffff, 3);
    yield blockHeader;
    yield block;
  } while (start < content.length);
}
