// SPDX-License-Identifier: Apache-2.0

import { updateCases } from './update-cases.js';

// Writes the cases as fabric-verdicts.go reads them: see test/golden/README.md.

const base64 = (message: { serializeBinary(): Uint8Array }): string =>
  Buffer.from(message.serializeBinary()).toString('base64');

const cases = Object.entries(await updateCases()).map(([name, { channelID, current, transaction }]) => [
  name,
  { channelID, current: base64(current), transaction: base64(transaction) },
]);
process.stdout.write(JSON.stringify(Object.fromEntries(cases)));
