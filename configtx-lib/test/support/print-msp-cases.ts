// SPDX-License-Identifier: Apache-2.0

import { mspCases } from './msp-cases.js';
import { serializedIdentity, testMspConfig } from './test-msp.js';

// Writes the cases as fabric-verdicts.go reads them: see test/golden/README.md.

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const cases = Object.entries(await mspCases()).map(([name, { msp, isVersion3, identities }]) => [
  name,
  {
    config: base64(testMspConfig(msp).serializeBinary()),
    isVersion3,
    identities: Object.fromEntries(
      Object.entries(identities).map(([what, pem]) => [what, base64(serializedIdentity(msp.mspID, pem))]),
    ),
  },
]);
process.stdout.write(JSON.stringify(Object.fromEntries(cases)));
