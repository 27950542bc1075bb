// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { mspConfig, newMspManager, type MspManager } from '@opssc/configtx';
import type { MspFiles } from '../../network-plan.js';

/** The MSP of a node's own organization, against which proposals without a channel are checked. */
export async function newLocalMsp({ mspID, rootCert, tlsRootCert }: MspFiles): Promise<MspManager> {
  const [root, tlsRoot] = await Promise.all([readFile(rootCert, 'utf8'), readFile(tlsRootCert, 'utf8')]);
  return newMspManager([mspConfig({ mspID, rootCerts: [root], tlsRootCerts: [tlsRoot] })], { allowsEd25519: true });
}
