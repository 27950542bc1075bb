// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { FabricError } from '../errors/fabric-error.js';
import type { SigningIdentity } from '../signing-identity.js';
import { newSigningIdentity } from './new-signing-identity.js';

export interface FileSigningIdentityOptions {
  readonly mspID: string;
  /** Path of a PEM file. */
  readonly certificate: string;
  /** Path of a PEM file. */
  readonly privateKey: string;
}

/**
 * An identity from the PEM files of an MSP folder.
 *
 * @throws {@link FabricError} with code `INVALID_ARGUMENT`, naming the files, when one cannot be read or used.
 */
export async function newFileSigningIdentity(options: FileSigningIdentityOptions): Promise<SigningIdentity> {
  const { mspID, certificate, privateKey } = options;
  try {
    const [certificatePem, privateKeyPem] = await Promise.all([readFile(certificate), readFile(privateKey)]);
    return newSigningIdentity({ mspID, certificate: certificatePem, privateKey: privateKeyPem });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FabricError({
      code: 'INVALID_ARGUMENT',
      message: `identity of ${mspID} (${certificate}, ${privateKey}): ${reason}`,
      cause,
    });
  }
}
