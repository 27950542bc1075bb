// SPDX-License-Identifier: Apache-2.0

import { findFabricBinaries } from '@opssc/network';

/** Exit code 0 when the real Fabric's binaries are found; else 1, and says what is missing. */
try {
  await findFabricBinaries();
} catch (error) {
  process.stderr.write(`real Fabric: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
