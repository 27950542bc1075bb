// SPDX-License-Identifier: Apache-2.0

import type { SecretHash } from '@opssc/chaincode/model';
import { scrypt, timingSafeEqual } from 'node:crypto';

export type ScryptParameters = Pick<SecretHash, 'cost' | 'blockSize' | 'parallelization'>;

const HASH_BYTES = 32;

/** Whether this is the secret behind a hash; takes the same time wherever it differs. */
export async function secretMatches(secret: string, secretHash: SecretHash): Promise<boolean> {
  const given = await deriveHash(secret, Buffer.from(secretHash.salt, 'base64'), secretHash);
  return timingSafeEqual(given, Buffer.from(secretHash.hash, 'base64'));
}

/** scrypt, in a thread of its own. */
export function deriveHash(secret: string, salt: Uint8Array, parameters: ScryptParameters): Promise<Buffer> {
  const { cost, blockSize, parallelization } = parameters;
  // Node's own bound is below what these parameters need; twice that is room for its accounting.
  const maxmem = 2 * 128 * blockSize * (cost + parallelization);
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, { cost, blockSize, parallelization, maxmem }, (error, key) => {
      if (error === null) {
        resolve(key);
      } else {
        reject(error);
      }
    });
  });
}
