// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ChaincodeInterface, ChaincodeServerOpts } from 'fabric-shim';

// fabric-shim logs every transaction at the level that this is set to when it is loaded.
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'WARNING';

const { JSONSerializer } = await import('fabric-contract-api');
const { Shim } = await import('fabric-shim');
const { AssetContract } = await import('./asset-contract.js');

type ContractChaincode = new (
  contracts: readonly (new () => object)[],
  serializers: object,
  metadata: object,
) => ChaincodeInterface;

/** What fabric-shim makes of contract classes when its own command starts them; it has no type declarations. */
const ContractChaincode = createRequire(import.meta.url)(
  'fabric-shim/lib/contract-spi/chaincodefromcontract.js',
) as ContractChaincode;

const { CHAINCODE_SERVER_ADDRESS: address = '', CHAINCODE_ID: chaincodeID = '' } = process.env;

try {
  const serializers = { transaction: 'json', serializers: { json: JSONSerializer } };
  const options = { address, ccid: chaincodeID, ...tlsOptions() } as ChaincodeServerOpts;
  await Shim.server(new ContractChaincode([AssetContract], serializers, {}), options).start();
  process.stdout.write(`asset-transfer: serving ${chaincodeID} on ${address}\n`);
} catch (error) {
  process.stderr.write(`asset-transfer: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => process.exit(0));
}

function tlsOptions(): object {
  if (process.env['CHAINCODE_TLS_DISABLED'] !== 'false') {
    return {};
  }
  const file = (name: string) => readFileSync(process.env[name] ?? '');
  const clientCACerts = process.env['CHAINCODE_CLIENT_CA_CERT'] && file('CHAINCODE_CLIENT_CA_CERT');
  return { tlsProps: { key: file('CHAINCODE_TLS_KEY'), cert: file('CHAINCODE_TLS_CERT'), clientCACerts } };
}
