#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import { readServiceConfig } from './service/service-config.js';

/** fabric-shim logs several lines a transaction otherwise, and reads this when it is loaded. */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'WARNING';

try {
  const config = readServiceConfig(process.env);
  const { startChaincodeService } = await import('./service/chaincode-service.js');
  const service = await startChaincodeService(config);
  process.stdout.write(
    `opssc: serving ${config.chaincodeID} on ${config.address}, ${config.tls ? 'with' : 'without'} TLS\n`,
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      service.stop();
    });
  }
} catch (error) {
  process.stderr.write(`opssc: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
