// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { IdentityFiles } from './network.js';

/** Where an MSP folder keeps the identity that it signs as. */
export function identityFiles(mspDir: string, mspID: string, name: string): IdentityFiles {
  return {
    mspID,
    mspDir,
    certificate: join(mspDir, 'signcerts', `${name}-cert.pem`),
    privateKey: join(mspDir, 'keystore', 'priv_sk'),
  };
}
