// SPDX-License-Identifier: Apache-2.0

import type { SecretHash } from '@opssc/chaincode/model';
import { randomBytes } from 'node:crypto';
import { deriveHash, type ScryptParameters } from './secret-matches.js';

export interface NewSecret {
  /** 256 random bits in base64url: shown once and kept nowhere. */
  readonly secret: string;
  /** What the ledger keeps in its place. */
  readonly secretHash: SecretHash;
}

/** A secret cannot be guessed, so what scrypt costs (16 MiB, some 50 ms) is for the eyes that read the ledger. */
const parameters: ScryptParameters = { cost: 16_384, blockSize: 8, parallelization: 1 };

/** A fresh secret of an application, and its salted hash. */
export async function newSecret(): Promise<NewSecret> {
  const secret = randomBytes(32).toString('base64url');
  const salt = randomBytes(16);
  const hash = await deriveHash(secret, salt, parameters);
  return {
    secret,
    secretHash: {
      algorithm: 'scrypt',
      ...parameters,
      salt: salt.toString('base64'),
      hash: hash.toString('base64'),
    },
  };
}
